### The program

app-name = Sendport

### Kit
kit-ok = OK
kit-cancel = Cancel
kit-apply = Apply
kit-close = Close
kit-page = Page
kit-page-marked = { $title } ({ $marks })
kit-changed = changed
kit-error = error
kit-warning = warning
kit-tally = { $errors ->
    [0] { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
    [one] 1 error
   *[other] { $errors } errors
}
kit-row = Row { $number }
kit-move-up = Move up
kit-move-down = Move down
kit-no-rows = There are no rows.
kit-choose-a-row = Choose a row first.
kit-first-row = It is the first row.
kit-last-row = It is the last row.
kit-not-a-number = “{ $text }” is no whole number.
kit-not-a-time = “{ $text }” is no time of day, such as 22:00.
kit-suggestions = Suggestions for { $field }
kit-row-problem = Row { $number }: { $problem }
kit-cell = { $column } { $number }

### Names of kinds of artifacts

kind-application = Application
kind-send-port = Send port
kind-send-port-group = Send port group
kind-receive-port = Receive port
kind-orchestration = Orchestration
kind-host = Host
kind-adapter = Adapter
kind-property-schema = Property schema
kind-template = Message template
kind-destination = Simulated destination
kinds-application = Applications
kinds-send-port = Send ports
kinds-send-port-group = Send port groups
kinds-receive-port = Receive ports
kinds-orchestration = Orchestrations
kinds-host = Hosts
kinds-adapter = Adapters
kinds-property-schema = Property schemas
kinds-template = Message templates
kinds-destination = Simulated destinations

### Names of kinds of send ports, hosts and values

kind-static-one-way = Static one-way
kind-static-solicit-response = Static solicit-response
kind-dynamic-one-way = Dynamic one-way
kind-dynamic-solicit-response = Dynamic solicit-response
host-kind-in-process = In-process
host-kind-isolated = Isolated
type-string = text
type-integer = integer
type-date-time = date and time

### Names of several items

items-none = nothing
items-one = { $name }
items-many =
    { $name } and { $more ->
        [one] one more
       *[other] { $more } more
    }
the-message = The message

### Actions and states

action-enlist = Enlist
action-start = Start
action-stop = Stop
action-unenlist = Unenlist
state-bound = Bound
state-stopped = Stopped
state-started = Started
state-bound-long = Bound (unenlisted)
state-stopped-long = Stopped (enlisted, not running)
state-started-long = Started (enlisted, running)
state-unenlisted = Unenlisted
state-deleted = deleted
location-enabled = Enabled
location-disabled = Disabled

### Actions that are not available

grey-enlist-stopped = Already enlisted. Enlist works only from Bound.
grey-enlist-started = Already enlisted and running. Enlist works only from Bound.
grey-start-started = Already started.
grey-stop-bound = Not enlisted, so there is nothing to stop. Stop works only from Started.
grey-stop-stopped = Already stopped.
grey-unenlist-bound = Not enlisted: there is no subscription to remove.
grey-other = Not available in this state.

### Service instances

instance-ready = Ready to run
instance-scheduled = Scheduled
instance-active = Active
instance-dehydrated = Dehydrated
instance-suspended-resumable = Suspended (resumable)
instance-suspended-not-resumable = Suspended (not resumable)
instance-completed = Completed
instance-terminated = Terminated
operation-resume = Resume
operation-suspend = Suspend
operation-terminate = Terminate
instance-no-ended = The service instance has already ended.
instance-no-not-resumable = The service instance is suspended and not resumable: its message can be saved and the instance terminated.
instance-no-not-suspended = The service instance is not suspended. Resume works only from Suspended (resumable).
instance-no-already-suspended = The service instance is already suspended.

### Property pages

page-general = General
page-transport-advanced-options = Transport Advanced Options
page-backup-transport = Backup Transport
page-inbound-maps = Inbound Maps
page-outbound-maps = Outbound Maps
page-filters = Filters
page-certificate = Certificate
page-tracking = Tracking
page-no-backup-dynamic = A dynamic send port has no backup transport: the message brings address and transport type.
page-no-inbound-maps-one-way = A one-way send port gets no response, so there is nothing for inbound maps to transform.

### Start and stop of an application

start-option-orchestrations = Start all orchestrations
start-option-send-ports = Start all send ports
start-option-send-port-groups = Start all send port groups
start-option-receive-locations = Enable all receive locations
start-option-host-instances = Start all associated host instances
start-option-resume-suspended = Resume suspended instances
start-option-referenced-applications = Start the referenced applications too
stop-option-allow = Partial Stop - Allow running instances to continue
stop-option-suspend = Partial Stop - Suspend running instances
stop-option-terminate = Full Stop - Terminate instances

### Rules

rule-row-1 = Directly to the send port, any state of the group, port Started: the message is processed
rule-row-2 = Directly to the send port, any state of the group, port Stopped: the message is suspended
rule-row-3 = By means of a group, group Started, port Started: the message is processed
rule-row-4 = By means of a group, any state of the group, port Stopped: the message is suspended
rule-row-5 = By means of a group, group Stopped, any state of the port: the message is suspended
rule-port-bound = The port is Bound: it has no subscription and gets no copy
rule-group-bound = The group is Bound: it has no subscription and its members get no copy through it

### Guards: worded as what must hold, so that they serve as a checklist and as a refusal

guard-start-group = { $group } must have at least one enlisted member.
guard-start-group-empty = { $group } must have at least one enlisted member; it has no members.
guard-not-last-enlisted = { $port } is not the last enlisted member of { $group }, which is { $state }.
guard-last-enlisted = { $port } is the last enlisted member of { $group }, which is { $state }. Unenlist the group first, or enlist another member.
guard-member-kind = A member must be a static one-way send port ({ $port }: { $kind }).
guard-member-application = { $port } must be in the application { $own } or in one that { $own } references; it is in { $application }.
guard-member-once = { $port } can be a member of { $group } only once.
guard-remove-member-started = { $port } must be Stopped or Bound to leave the group.
guard-no-enlisted-left = { $group } is enlisted and must keep an enlisted member. Unenlist the group first.
guard-delete-bound = { $name } must be Bound; it is { $state }.
guard-delete-no-orchestration = No orchestration is bound to it.
guard-delete-orchestration = No orchestration may be bound to it; { $orchestration } is.
guard-delete-no-party = No party refers to it (there are no parties here).
guard-delete-no-group = It is a member of no send port group.
guard-delete-in-group = It must be a member of no send port group; it is a member of { $group }.
guard-delete-ordered = A port with ordered delivery must have no service instances; it has { $count }.
guard-delete-orchestration-unenlisted = The orchestration { $name } must be unenlisted.
guard-host-default = The host must not be the default host.
guard-host-tracking = The host must not be the only one that does the tracking.
guard-host-no-handlers = No adapter has a send handler on the host.
guard-host-handlers = No adapter may have a send handler on the host; these have one: { $adapters }.
guard-host-no-orchestrations = No enlisted orchestration runs on the host.
guard-host-orchestrations = The orchestrations of the host must be unenlisted; these are enlisted: { $orchestrations }.
guard-host-stopped = All instances of the host must be stopped.
guard-host-empty =
    The queues of the host must be empty; they hold { $count ->
        [one] one service instance
       *[other] { $count } service instances
    }.
guard-application-default = The application must not be the default application.
guard-application-not-referenced = No other application references it.
guard-application-referenced = No other application may reference it; these do: { $applications }.
guard-application-stopped = All its send ports and send port groups are unenlisted.
guard-application-running = All its send ports and send port groups must be unenlisted; these are enlisted: { $items }.
guard-application-no-orchestrations = All its orchestrations are unenlisted.
guard-application-orchestrations = All its orchestrations must be unenlisted; these are enlisted: { $orchestrations }.
guard-application-not-used = No other application uses its artifacts.
guard-application-used = No other application may use its artifacts; these do: { $items }.
guard-move-reference = { $user } uses { $used }: they must be in one application, or { $own } must reference { $other }.
guard-reference-used = No group and no orchestration of this application may use a send port or a group of the application { $reference }.
guard-handler-unused = No send port uses the send handler.
guard-handler-used = No send port may use the send handler; these do: { $ports }.
guard-orchestration-unbound = The logical port { $port } must be bound to a send port or a send port group.
guard-orchestration-target = { $target } must be enlisted: the logical port { $port } is bound to it.

### Permissions

role-administrator = Administrator
role-operator = Operator
role-read-only = Read only
task-configure = Create, edit, move and delete artifacts
task-change-subscriptions = Enlist and unenlist (this changes the routing)
task-start-and-stop = Start what is enlisted, and stop
task-enable-receive-location = Enable and disable receive locations
task-operate-on-instances = Suspend, resume and terminate service instances
task-see-bodies = See and save message bodies
task-host-instance = Start and stop host instances
task-full-stop = Stop an application with Full Stop
task-inject = Send a message
task-switch-destination = Switch a simulated destination

### Problems

problem-too-long = { $length } characters are too many: at most { $limit } are allowed.
problem-range = { $value } is not between { $low } and { $high }.
problem-name-empty = Enter a name.
problem-name-spaces = A name can neither begin nor end with a space.
problem-control-characters = A name can contain no control characters.
problem-name-taken = The name { $name } is already in use.
problem-no-application = There is no application { $name }.
problem-property-empty = Enter a property.
problem-property-unknown = No property schema declares { $property }. The filter matches only if the message has it as a promoted property.
problem-value-type = The value does not fit: { $property } is of the type { $type }.
problem-no-transport-type = Choose a transport type.
problem-adapter-one-way = The adapter { $adapter } gets no response: a solicit-response port cannot use it.
problem-no-address = Enter an address (URI).
problem-no-handler = Choose a send handler.
problem-no-host = There is no host { $name }.
problem-not-a-handler = The host { $host } is no send handler of the adapter { $adapter }.
problem-dynamic-has-transport = A dynamic send port has no transport: the message brings address and transport type.
problem-dynamic-failed-routing = Routing for failed messages is available on static send ports only.
problem-static-no-transport = A static send port needs a transport.
problem-ordered-with-backup = Ordered delivery is not supported on a backup transport: the port stops sending when the primary transport fails.
problem-static-has-handlers = Only a dynamic send port has a send handler per adapter.
problem-ordered-interval-zero = With ordered delivery a retry interval of 0 is accepted but not valid: 1 minute is the least.
problem-needs-ordered = To stop sending after a failed message, turn on ordered delivery.
problem-needs-ordered-dynamic = Only a dynamic send port with ordered delivery can enforce order across outbound locations.
problem-one-way-inbound-maps = A one-way send port gets no response and has no inbound maps.
problem-map-empty = Enter a map.
problem-map-twice = The source schema { $schema } already has a map.
problem-thumbprint = A thumbprint has 40 hexadecimal digits.
problem-member-twice = { $port } is already a member.
problem-no-send-port = There is no send port { $name }.
problem-no-send-port-group = There is no send port group { $name }.
problem-member-kind = { $port } is no static one-way send port: it cannot be a member.
problem-member-application = { $port } is in the application { $application }, which { $own } does not reference.
problem-member-twice-delivered = { $port } and the group both have a filter: a message that matches both is delivered to { $port } twice.
problem-group-empty = A group without members routes nothing.
problem-reference-itself = An application cannot reference itself.
problem-reference-twice = { $name } is already referenced.
problem-no-location = A receive port without a receive location receives nothing.
problem-binding-application = The send port or group is in the application { $application }, which { $own } does not reference.
problem-instance-twice = The host already has an instance on the server { $server }.
problem-isolated-default = An isolated host cannot be the default host.
problem-isolated-handler = { $host } is an isolated host and can have no send handlers.
problem-handler-twice = { $host } is already a send handler.
problem-default-handler = The default handler must be one of the send handlers.
problem-property-twice = The property { $property } is already there.

### Citations

citation-page = Documented: “{ $page }”
citation-actions = Documented: “{ $page }”, table of actions, { $row } from { $column }
citation-outcomes = Documented: “{ $page }”, state combinations, row { $row }
citation-derived = Derived: { $reason }
derived-port-bound = a Bound send port has no subscription
derived-group-bound = a Bound send port group has no subscription
derived-training-aid = the documentation knows no such command; whoever may operate may try it out
derived-remove-last-enlisted = as for Unenlist, an enlisted group keeps an enlisted member
derived-host-queue = the queues belong to the host, and what they hold would be lost with it
derived-no-host-instance = only a running host instance takes messages out of the work queue
derived-no-retries-yet = retries are not simulated: the first failure suspends the message

### What became of a copy, by the rules

ruling-processed-direct = { $message } was routed to { $port } and is processed: the port is { $port-state }. The host { $host } sends it.
ruling-processed-group = { $message } was routed to { $port } by means of { $group } and is processed: the group is { $group-state } and the port is { $port-state }. The host { $host } sends it.
ruling-suspended-direct = { $message } was suspended at { $port }: the port is { $port-state }. It waits in the suspended queue of the host { $host }.
ruling-suspended-group = { $message } was suspended at { $port }: the group { $group } is { $group-state } and the port is { $port-state }. It waits in the suspended queue of the host { $host }.
ruling-no-copy = { $message } was not routed to { $port }. { $rule }.

### Outcomes

outcome-processed = Processed
outcome-suspended = Suspended
outcome-no-copy = No copy
outcome-waiting = Waiting
outcome-routing-failure = Routing failure
outcome-terminated = Terminated
line-suspended = { $message } is suspended at { $port }: { $cause }. It waits in the suspended queue of the host { $host }.
line-no-host-instance = { $message } waits for { $port } in the work queue of the host { $host }: no instance of the host is running.
line-slow = { $message } is on its way through { $port }: the destination takes its time.
line-in-the-queue = { $message } waits for { $port } in the work queue of the host { $host }.
line-terminated = { $message } was suspended at { $port }, and its service instance was terminated.
line-resumed = { $message } was suspended at { $port } when it came, and was processed after Resume.
line-resumed-anyway = { $message } was suspended at { $port } when it came, and was processed by Resume although the port or the group was not Started: Resume does not look at states.
report-summary = { $message }: { $parts }
report-processed = { $count } processed
report-suspended = { $count } suspended
report-waiting = { $count } waiting
report-terminated = { $count } terminated
report-routing-failure = { $message }: routing failure, no subscriber was found
report-routing-failure-ended = { $message }: routing failure, ended since

### Causes: clauses that follow a colon

cause-port-not-started = { $port } is { $state }
cause-group-not-started = the group { $group } is { $state }
cause-held = { $port } or its group was not Started
cause-transport = { $port } could not send ({ $error })
cause-no-address = { $port } is dynamic and the message brings no address
cause-no-adapter = { $port } is dynamic and no adapter knows the address { $address }
cause-no-handler = no host sends for the adapter { $adapter } of { $port }
cause-routing-failure = no subscriber was found
cause-by-hand = somebody suspended it
cause-port-deleted = { $port } was deleted while the message was on its way
transport-unreachable = { $address } cannot be reached
transport-rejected = { $address } refuses the message
transport-failed = { $address } failed this time

### Why a port got no copy

why-not-addressed = { $port } was not addressed: the message was sent to { $target } only.
why-not-port-bound = { $port } is Bound: it has no subscription. Start it to have the next messages routed to it.
why-not-group-bound = The group { $group } is Bound: it has no subscription. Start it to have the next messages routed to its members.
why-not-no-filter = { $port } has no filter: it gets only what is addressed to it.
why-not-no-group-filter = The group { $group } has no filter: it gets only what is addressed to it.
check-holds = { $predicate }: holds, the message has { $value }.
check-fails = { $predicate }: fails, the message has { $value }.
check-not-promoted = { $predicate }: fails, the message has no promoted property { $property }.
check-other-type = { $predicate }: fails, the message has { $value } of the type { $type }, the filter compares with the type { $wanted }.
near-miss-almost-equal = The filter of { $owner } nearly matches: the message has “{ $value }”, the filter asks for “{ $wanted }” ({ $property }).
near-miss-only-missing = The filter of { $owner } nearly matches: only the promoted property { $property } is missing.
near-miss-other-type = The filter of { $owner } nearly matches ({ $predicate }): { $value } in the message is of another type.
near-miss-not-enlisted = The filter of { $owner } matches, but { $owner } is Bound and has no subscription. Start it to have the next messages routed to it.

### Facts (the log)

fact-state = { $name }: { $action }, from { $from } to { $to }.
fact-group-state = Group { $name }: { $action }, from { $from } to { $to }. Its members keep their states.
fact-orchestration = Orchestration { $name }: { $action }.
fact-location-enabled = The receive location { $name } was enabled.
fact-location-disabled = The receive location { $name } was disabled.
fact-created = { $name } was created.
fact-edited = { $name } was edited.
fact-renamed = { $from } was renamed to { $name }.
fact-deleted = { $name } was deleted.
fact-moved = { $name } was moved from the application { $from } to { $to }.
fact-host-started = The instance of the host { $name } on { $server } was started.
fact-host-stopped = The instance of the host { $name } on { $server } was stopped.
fact-destination = The simulated destination of { $name } was switched: { $behaviour }.
fact-role = The role is now: { $role }.
fact-undone = Undone: { $deed }.
fact-redone = Redone: { $deed }.
fact-published = { $message } was published { $to }.
fact-published-typed = { $message } ({ $type }) was published { $to }.
fact-routing-failure = { $message } could not be routed: no subscriber was found.
fact-sent = { $message } was sent by { $name } to { $address }.
fact-send-failed = { $message } could not be sent by { $name }: { $error }.
fact-suspended = { $message } was suspended: { $cause }.
fact-suspended-by-hand = { $message } was suspended by hand.
fact-resumed = { $message } was resumed at { $port }, which is { $state }.
fact-resumed-not-started = { $message } was resumed at { $port }, which is { $state }: Resume does not look at the state of the port.
fact-resumed-routing = { $message } was resumed and is routed again.
fact-terminated = The service instance { $instance } of { $message } was terminated.
fact-responded = { $name } got the response { $response } to { $request }.
fact-resubmitted = { $from } was edited and sent again as { $to }; its suspended instance was terminated.

### To whom a message is published: follows “was published”

addressing-port = directly to the send port { $name }
addressing-group = to the send port group { $name }
addressing-published = to whoever subscribes
addressing-location = to whoever subscribes, by the receive location { $name }
addressing-orchestration = by the orchestration { $orchestration }, port { $port }
addressing-response = to whoever subscribes, as the response to { $request } that { $port } got
addressing-resubmitted = to whoever subscribes, as an edited copy of { $message }

### Deeds: what undo and redo name

deed-act = { $action } { $items }
deed-create = Create { $name }
deed-edit = Edit { $name }
deed-rename = Rename { $name } to { $to }
deed-delete = Delete { $items }
deed-move = Move { $items } to the application { $to }
deed-start-application = Start the application { $name }
deed-stop-application = Stop the application { $name }
deed-enable = Enable the receive location { $name }
deed-disable = Disable the receive location { $name }
deed-start-host = Start the instances of the host { $name }
deed-stop-host = Stop the instances of the host { $name }
deed-destination = Switch the simulated destination of { $port }: { $behaviour }

### Simulated destinations

destination-up = up
destination-down = down
destination-slow =
    slow ({ $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    })
destination-fails-next =
    fails { $times ->
        [one] once
       *[other] { $times } times
    }, then up
destination-rejects = refuses every message

### Send port properties
properties-read-only = The role { $role } may look at this, but not change it.
properties-discard-question = There are changes that are not saved.
properties-discard = Discard changes
properties-keep = Keep editing
properties-name = Name
properties-other = Other
properties-description = Description
properties-error = { $page }: { $problem }
properties-waiting = Saving…
properties-unchanged = Nothing has changed.
send-port-title = { $name } - Send Port Properties
send-port-title-new = New Send Port
send-port-new = New
send-port-type = Port type
send-port-type-fixed = The type is fixed at creation. For another type, make a copy.
send-port-copy-as = Copy as…
send-port-pipelines = Pipelines
send-port-send-pipeline = Send pipeline
send-port-receive-pipeline = Receive pipeline
send-port-two-way-only = Only solicit-response send ports get a response.
send-port-dynamic-address = Address and transport type come with the message. The send handler is chosen here for each adapter.
send-port-default-handler = Default ({ $host })
send-port-handler-of = { $adapter } handler
send-port-no-adapters = No adapter is installed.
transport-section = Transport
transport-type = Type
transport-uri = URI
transport-uri-fixed = The address is set with Configure…
transport-configure = Configure…
transport-properties = { $adapter } Transport Properties
transport-back = Back
transport-handler = Send handler
transport-settings = Settings of the adapter
transport-settings-kept = These settings are saved. Simulated destinations do not use them.
transport-no-settings = This adapter has no further settings here.
transport-retry-count = Retry count
    .note = 0–1,000
transport-retry-interval = Retry interval
    .note = minutes, 0–525,600
not-executed = These settings are saved. Sendport does not execute them yet.
advanced-options = Transport options
advanced-dynamic = Retries, service window and routing for failed messages are available on static send ports only.
advanced-static-only = Available on static send ports only.
advanced-dynamic-only = Available on dynamic send ports only.
advanced-needs-ordered = Available with ordered delivery only.
advanced-priority = Priority
    .note = 1 (highest) – 10 (lowest)
advanced-ordered = Ordered delivery
advanced-stop-sending = Stop sending subsequent messages on current message failure
advanced-enforce-order = Enforce order across outbound locations
advanced-route-failed = Enable routing for failed messages
advanced-go-to-backup = Go to Backup Transport
window-section = Schedule
window-enable = Enable service window
window-start = Start time
window-stop = Stop time
window-off = Available with a service window only.
window-strip = Sends each day from { $start } to { $stop }.
window-strip-always = Sends at any time.
backup-none = <None>
backup-explained = The backup transport takes over when the primary transport has used up its retries.
maps-source = Source document
maps-map = Map
maps-target = Target document
maps-add = Add
maps-remove = Remove
maps-empty = No maps.
certificate-common-name = Common name
certificate-thumbprint = Thumbprint
certificate-remove = Remove certificate
certificate-none = There is no certificate.
tracking-bodies = Track message bodies
tracking-properties = Track message properties
tracking-request-before = Request message before port processing
tracking-request-after = Request message after port processing
tracking-response-before = Response message before port processing
tracking-response-after = Response message after port processing
filter-property = Property
filter-operator = Operator
filter-value = Value
filter-type = Value type
filter-group-by = Group by
filter-and = And
filter-or = Or
filter-exists = Exists
filter-add = Add
filter-delete = Delete
filter-empty = No filter: only messages that are addressed here arrive.
filter-no-quotes = Text values take no quotes.
filter-expression = Expression
filter-exists-no-value = Exists takes no value.
filter-type-declared = A property schema declares the type.
filter-not-of-type = “{ $text }” is not of the type { $type }.

### Property windows

page-members-by-state = Members by state
page-references = References
page-receive-locations = Receive Locations
page-bindings = Bindings
page-host-instances = Host Instances
page-send-handlers = Send handlers
property-title = { $name } - { $window }
property-window-send-port-group = Send Port Group Properties
property-window-application = Application Properties
property-window-receive-port = Receive Port Properties
property-window-orchestration = Orchestration Properties
property-window-host = Host Properties
property-window-adapter = Adapter Properties
property-new-send-port-group = New Send Port Group
property-new-application = New Application
property-new-receive-port = New Receive Port
property-new-orchestration = New Orchestration
property-new-host = New Host
property-name = Name
property-application = Application
property-description = Description
property-state = State
property-uri = URI
property-own-filter = Own filter
property-yes = Yes
property-no = No
property-none = None
property-unbound = <None>
property-remove = Remove
property-properties = Properties…
property-not-for-role = You are here as { $role }; who may do this: { $roles }.
property-group-keeps-members = Starting, stopping, enlisting or unenlisting this group does not change its members.
property-send-ports = Send ports
property-no-members = The group has no members: it routes nothing.
property-add-member = Add a send port
property-new-send-port = <New send port…>
property-states-intro = What becomes of a message that is sent by means of this group. The cells in which members are now stand out.
property-group-by-port = Group / port
property-listed = { $names }
property-default-application = Default application
property-references-intro = Groups and orchestrations of this application may use the send ports and groups of the applications that it references.
property-no-references = The application references no other one.
property-no-other-application = There is no other application to reference.
property-add-reference = Add a reference
property-port-type = Port type
property-one-way = One-way
property-request-response = Request-Response
property-type-fixed = The type of a port is chosen when it is created.
property-route-failed = Enable routing for failed messages
property-transport-type = Transport type
property-address = Address (URI)
property-receive-pipeline = Receive pipeline
property-enabled = Enabled
property-primary = Primary
property-no-locations = The port has no receive location.
property-add-location = Add
property-make-primary = Make primary
property-primary-stays = The primary receive location cannot be removed: make another one the primary first.
property-is-primary = It is the primary receive location already.
property-host = Host
property-isolated-no-orchestrations = An isolated host runs no orchestrations.
property-logical-port = Logical port
property-bound-to = Bound to
property-add-logical-port = Add
property-no-logical-ports = The orchestration has no logical port: it sends nothing.
property-bindings-intro = A logical port sends to a send port or a send port group of this application or of one that it references.
property-target = { $name } ({ $kind })
property-host-type = Type
property-host-type-fixed = The type of a host is chosen when it is created.
property-default-host = Default host
property-default-host-note = The first in-process host is the default host.
property-tracking = Allow host tracking
property-server = Server
property-no-instances = The host has no instance: nothing takes messages out of its work queue.
property-add-instance = Add
property-instance-runs = The instance on { $server } is running: stop it before you remove it.
property-instance-unsaved = Apply first: the instance is not saved yet.
property-running = Running
property-not-running = Stopped
property-already-running = It is running already.
property-already-not-running = It is stopped already.
property-status-unavailable = Status unavailable
property-act-on = { $action } { $name }
property-handlers-intro = Tick the hosts that send for this adapter.
property-has-handler = Send handler
property-default-handler = Default
property-used-by = Used by
property-no-hosts = There are no hosts.
property-default-needs-handler = Only a send handler can be the default one.
property-default-stays = It is the default handler: choose another one first.
