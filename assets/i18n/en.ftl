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
kinds-send-port = Send Ports
kinds-send-port-group = Send Port Groups
kinds-receive-port = Receive Ports
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
problem-value-type = The value does not fit: { $property } is of the type { $type }.
problem-no-transport-type = Choose a transport type.
problem-adapter-one-way = The adapter { $adapter } gets no response: a solicit-response port cannot use it.
problem-no-address = Enter an address (URI).
problem-password-in-address = A password stands within the address, for everybody to read. Take it out; it has a field of its own (Configure…).
problem-no-handler = Choose a send handler.
problem-no-host = There is no host { $name }.
problem-not-a-handler = The host { $host } is no send handler of the adapter { $adapter }.
problem-dynamic-has-transport = A dynamic send port has no transport: the message brings address and transport type.
problem-dynamic-failed-routing = Routing for failed messages is available on static send ports only.
problem-static-no-transport = A static send port needs a transport.
problem-ordered-with-backup = A backup transport is not supported with ordered delivery, since it would let a message overtake another: the backup transport is not used.
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

### What became of a copy, by the rules

ruling-processed-direct = { $message } was routed to { $port } and is processed: the port is { $port-state }. The host { $host } sends it.
ruling-processed-group = { $message } was routed to { $port } by means of { $group } and is processed: the group is { $group-state } and the port is { $port-state }. The host { $host } sends it.
ruling-suspended-direct = { $message } was suspended at { $port }: the port is { $port-state }. It waits in the suspended queue of the host { $host }.
ruling-suspended-group = { $message } was suspended at { $port }: the group { $group } is { $group-state } and the port is { $port-state }. It waits in the suspended queue of the host { $host }.
ruling-no-copy = { $message } was not routed to { $port }. { $rule }.
ruling-would-process-direct = { $message } would be routed to { $port } and processed: the port is { $port-state }. The host { $host } would send it.
ruling-would-process-group = { $message } would be routed to { $port } by means of { $group } and processed: the group is { $group-state } and the port is { $port-state }. The host { $host } would send it.
ruling-would-suspend-direct = { $message } would be suspended at { $port }: the port is { $port-state }. It would wait in the suspended queue of the host { $host }.
ruling-would-suspend-group = { $message } would be suspended at { $port }: the group { $group } is { $group-state } and the port is { $port-state }. It would wait in the suspended queue of the host { $host }.
ruling-would-not-copy = { $message } would not be routed to { $port }. { $rule }.

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
line-terminated = The service instance of { $message } at { $port } was terminated.
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
### Documents

document-unnamed = This document
document-place = { $file }, line { $line }, column { $column }
document-place-field = { $file }, line { $line }, column { $column }, { $field }
document-wrong =
    { $place }: { $what }
    Nothing was opened. Correct the file in a text editor and open it again.

document-read-failed = { $file } could not be read: { $why }. Check the name and your permissions, or choose another file.
document-read-not-a-file = { $file } is not a file. Choose one, whose name usually ends in .ron.
document-read-too-large = { $file } has { $size } MiB; what is read has at most { $limit } MiB. Choose a document, a scenario, a lesson or a recording.
document-not-text = { $file } is not text: the byte at offset { $offset } belongs to no text. Choose a document, a scenario, a lesson or a recording.
document-no-format = { $file } is no file of Sendport: it has no field format. Choose another file, or add format: 1 if it is one.
document-newer-format = { $place }: this is format { $format }; this version of Sendport reads format { $known }. Open it with a newer version.
document-no-such-format = { $place }: there is no format { $format }. Write format: { $known } if that is what it is.

document-save-failed = { $file } could not be saved: { $why }. What was there is unchanged. Save under another name or in another folder.
document-save-not-a-file = { $file } is not a file and was left alone. Save under another name.
document-save-read-only = { $file } is read-only and was left alone. Save under another name, or allow writing to it.
document-save-too-large = { $file } would have { $size } MiB; documents have at most { $limit } MiB. What was there is unchanged. Remove large message bodies from the templates.

document-io-not-found = there is no such file or folder
document-io-permission-denied = permission was denied
document-io-not-a-directory = a part of the path is a file and not a folder
document-io-storage-full = the disk is full
document-io-read-only-disk = the disk is read-only

document-duplicate = the { $kind } { $name } stands twice, the first time in line { $line }. Names that differ in case only are the same name
document-kind-application = application
document-kind-send-port = send port
document-kind-send-port-group = send port group
document-kind-receive-port = receive port
document-kind-orchestration = orchestration
document-kind-host = host
document-kind-adapter = adapter
document-kind-property = property schema
document-kind-template = message template
document-kind-destination = destination of

document-ends-early = the file ends in the middle of something; a part of it may be lost
document-expected-token = a { $token } is missing here
document-expected-boolean = true or false is expected here
document-expected-string = text in quotation marks is expected here
document-expected-integer = a whole number is expected here
document-integer-out-of-range = the number is too large or too small for this field
document-expected-name = the name of a field is expected here
document-unexpected-character = the character { $character } does not belong here
document-goes-on = the file goes on after its end
document-too-deep = brackets are nested too deeply
document-other-structure = { $expected } is expected here, not { $found }
document-wrong-type = the value is of the wrong type: { $expected } is expected, and this is { $found }
document-unknown-value = { $found } is not one of { $expected }
document-unknown-value-meant = { $found } is not a value of this field. Did you mean { $meant }?
document-unknown-field = there is no field { $found } here. The fields are { $expected }
document-unknown-field-meant = there is no field { $found } here. Did you mean { $meant }?
document-missing-field = the field { $field } is missing
document-field-twice = the field { $field } stands twice
document-other-error = { $error }

### Binding files

binding-wrong =
    { $place }: { $what }.
    Nothing was changed.
binding-too-large = the file goes on beyond { $limit } MiB, which is the most that is read
binding-not-text = what stands here is no { $encoding }
binding-encoding-unknown = the declaration names the encoding { $encoding }, which is not known
binding-dtd = a document type definition stands here, and binding files with one are refused: it could define entities without end
binding-too-deep = more than { $limit } elements are nested here
binding-too-many-elements = there are more than { $limit } elements
binding-too-many-attributes = this element has more than { $limit } attributes
binding-other-root = this is no binding file: its outermost element is { $root }, not BindingInfo
binding-xml-nothing = there is no element in the file
binding-xml-ends-early = the file ends in the middle of something; a part of it may be lost
binding-xml-extra-end = the end of { $found } stands here, and nothing of that name is open
binding-xml-other-end = the end of { $found } stands here where the end of { $expected } is expected
binding-xml-entity = the entity { $entity } is not known
binding-xml-ampersand = a bare & stands here, which XML writes as an entity
binding-xml-attribute-twice = the attribute { $attribute } stands twice
binding-xml-prefix = the prefix { $prefix } is declared nowhere
binding-xml-other = this is not well-formed XML
binding-template = { $name } has template text, which is kept as it is: { $tokens }
binding-template-around = Around the artifacts there is template text, which is kept as it is: { $tokens }
binding-twice = { $name } stands more than once; the first one is taken over. Names that differ in case only are the same name
binding-member-outside = The member { $port } of { $group } is not in the file
binding-bound-outside = { $name }, to which { $port } of { $orchestration } is bound, is not in the file
binding-filter-unread = The filter of { $name } cannot be read: it is not well-formed XML
binding-settings-unread = The settings of the adapter of { $name } cannot be read: they are not well-formed XML
binding-password = A password of { $name } is left out: passwords are never kept
binding-note = Line { $line }: { $note }

binding-count-send-ports = Send ports
binding-count-static-one-way = Static one-way
binding-count-static-solicit-response = Static solicit-response
binding-count-dynamic-one-way = Dynamic one-way
binding-count-dynamic-solicit-response = Dynamic solicit-response
binding-count-groups = Send port groups
binding-count-members = Members of groups
binding-count-filters = Filters
binding-count-statements = Statements of filters
binding-count-receive-ports = Receive ports
binding-count-receive-locations = Receive locations
binding-count-orchestrations = Orchestrations
binding-count-notes = Pointed out

binding-diff-same = No difference
binding-diff-count = { $count ->
    [one] 1 difference
   *[other] { $count } differences
}
binding-diff-more = { $count ->
    [one] 1 more is not listed
   *[other] { $count } more are not listed
}
binding-diff-at = { $path } ({ $lines }): { $what }
binding-diff-lines = line { $a } and line { $b }
binding-diff-line-a = line { $a } of the first
binding-diff-line-b = line { $b } of the second
binding-diff-name = the element is called { $a } in the first, { $b } in the second
binding-diff-attribute = { $attribute } is “{ $a }” in the first, “{ $b }” in the second
binding-diff-attribute-a = { $attribute } is “{ $a }” in the first, and missing in the second
binding-diff-attribute-b = { $attribute } is missing in the first, and “{ $b }” in the second
binding-diff-text = “{ $a }” in the first, “{ $b }” in the second
binding-diff-only-a = only in the first
binding-diff-only-b = only in the second
binding-diff-order = the elements stand in another order: { $element }

binding-cut = { $field } has { $length } characters; the first { $limit } are taken over, and all are kept for an export
binding-field-address = The address
binding-field-description = The description
binding-field-retry-count = Retry count
binding-field-retry-interval = Retry interval
binding-field-priority = Priority
binding-number = { $field } is “{ $found }” and is taken over as { $used }
binding-host-name = The host name { $host } is too long; the default handler of the adapter stands for it
binding-no-address = There is no address
binding-operator = The filter is not taken over: there is no operator “{ $operator }”
binding-no-property = The filter is not taken over: a statement names no property
binding-value = The filter is not taken over: “{ $value }” is no value of the type of { $property }
binding-stop-without-order = Stopping on failure is not taken over: there is no ordered delivery
binding-dynamic-failed = Routing for failed messages is not taken over: dynamic send ports have none
binding-inbound-maps = The inbound maps are not taken over: one-way send ports have none
binding-thumbprint = The certificate is not taken over: its thumbprint does not have 40 hexadecimal digits
binding-location-adapter = The receive location { $name } is not taken over: it names no transport type
binding-logical-port = The logical port { $name } is not taken over: it has no name of its own
binding-member-missing = { $port } is not made a member of { $group }: there is no such send port
binding-member-kind = { $port } is not made a member of { $group }: it is no static one-way send port
binding-bound-missing = { $port } stays unbound: there is no { $name }
binding-need-application = Application { $name }
binding-need-reference = Reference of { $from } to { $to }
binding-need-host = Host { $name }, not started
binding-need-adapter = Adapter { $name }
binding-need-handler = Send handler { $host } of the adapter { $name }
binding-export-handlers = { $name }: the send handlers of a dynamic send port are in no binding file
binding-export-order = { $name }: enforcing the order across outbound locations is in no binding file
binding-export-assembly = { $name }: the assembly of the orchestration is not known; that of its application stands for it
binding-imported = { $count ->
    [one] 1 artifact of { $file } is in { $document }
   *[other] { $count } artifacts of { $file } are in { $document }
}
binding-exported = { $count ->
    [one] 1 artifact is in { $file }
   *[other] { $count } artifacts are in { $file }
}
binding-not-taken = { $name } is not taken over: { $why }
binding-remark = { $name }: { $what }
binding-import-counts =
    In it: { $ports ->
        [one] 1 send port
       *[other] { $ports } send ports
    }, { $groups ->
        [one] 1 send port group
       *[other] { $groups } send port groups
    }, { $receive-ports ->
        [one] 1 receive port
       *[other] { $receive-ports } receive ports
    }, { $orchestrations ->
        [one] 1 orchestration
       *[other] { $orchestrations } orchestrations
    }. Missing here: { $missing }.
binding-import-title = Import bindings
binding-import-lead = What { $file } would change. Nothing has changed yet; Undo takes an import back in one step.
binding-import-empty = There is nothing in this file that could be taken over.
binding-import-nothing = Nothing is chosen.
binding-import-button =
    { $count ->
        [one] Import 1 artifact
       *[other] Import { $count } artifacts
    }
binding-heading = { $what } ({ $count })
binding-missing = Missing here, created with it
binding-new = New
binding-changed = Changed
binding-unchanged = Unchanged
binding-impossible = Cannot be taken over
binding-item = { $kind } { $name }
binding-waits = { $what }, left out: it needs something that is not to be created
binding-kept-differs = What is only kept for the export is another text
binding-export-title = Export bindings
binding-export-lead = What becomes a binding file?
binding-export-group =
    { $count ->
        [one] The BizTalk group (1 artifact)
       *[other] The BizTalk group ({ $count } artifacts)
    }
binding-export-application =
    { $count ->
        [one] The application { $name } (1 artifact)
       *[other] The application { $name } ({ $count } artifacts)
    }
binding-export-selection =
    { $count ->
        [one] What is selected (1 artifact)
       *[other] What is selected ({ $count } artifacts)
    }
binding-export-note = States and passwords are not in a binding file.
binding-export-button = Choose a file…
binding-export-nothing = There is nothing to export.
dialog-cannot-import = The binding file cannot be imported

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
send-port-title-new = New - Send Port Properties
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
setting-tab-general = General
setting-tab-connection = Connection
setting-tab-message = Compose
setting-tab-proxy = Proxy
setting-tab-authentication = Authentication
setting-range = { $low }–{ $high }
setting-range-seconds = seconds, { $low }–{ $high }
setting-range-days = days, { $low }–{ $high }
setting-range-kilobytes = KB, { $low }–{ $high }
setting-preview = Would be written as { $text }
problem-one-of = “{ $value }” is none of: { $allowed }.
problem-secret = { $setting } does not belong into a document. Remove it there, and enter it in the window.
file-no-name = Enter a file name.
file-sign = A file name cannot contain “{ $sign }”.
file-device = { $name } is the name of a device.
file-long-path = A path cannot begin with the sign of long paths.
file-parent = A path cannot contain “..”.
file-not-absolute = The destination folder “{ $folder }” is no absolute path.
command-live-sending = Live sending…
task-send-live = turn on live sending
deed-live-on = Turning on live sending
deed-live-off = Turning off live sending
refused-live-clock = Live sending needs the real clock: servers answer in their own time, which a virtual clock does not know.
refused-clock-live = Live sending is on: servers answer in their own time, which a virtual clock does not know. Turn it off first.
refused-live-changed = The addresses have changed meanwhile. Look at them again.
refused-live-here = Nothing can be sent for real here.
fact-live-on = Live sending was turned on, to { $addresses ->
        [one] one address
       *[other] { $addresses } addresses
    }
fact-live-off = Live sending was turned off
fact-exchanged = { $name } sent { $message }: { $request }; answer: { $answer }
timeline-exchange = What was sent and answered
live-title = Turn on live sending
live-lead = { $addresses ->
        [one] Messages will really be sent to this address:
       *[other] Messages will really be sent to these { $addresses } addresses:
    }
live-nothing = No send port has a transport that can send for real.
live-address = { $address } ({ $adapter }: { $ports })
live-simulated = { $port } stays simulated: { $adapter } has no real transport here.
live-refused = { $port }: “{ $setting }” is not supported while live sending is on; its messages are refused
live-passwords = These passwords are not known. Without them nothing is sent there.
live-password = { $label } of { $user } for { $server }
live-dynamic = Dynamic send ports reach these addresses and no others. An address that is added later is not reached until live sending is turned on again.
live-waiting = Messages that wait in the work queues are sent at once. What was sent cannot be taken back.
live-turn-on = Send for real
live-turn-off = Turn off
live-strip = Live sending is on: messages really reach { $addresses ->
        [one] one address
       *[other] { $addresses } addresses
    }
transport-settings-live = These settings apply while live sending is on. Simulated destinations do not use them.
transport-test = Test
transport-test-role = Only administrators may test an address.
transport-test-running = Looking…
transport-test-folder = The folder { $what } is there. Nothing was written.
transport-test-server = { $what } takes connections. Nothing was sent.
transport-test-trusted = { $what } takes connections, and its certificate is trusted. Nothing was sent.
transport-test-logged-in = { $what } lets { $user } in. Nothing was written or sent.
transport-test-looks-file = Looks whether the folder is there, and writes nothing.
transport-test-looks-http = Connects, with a look at the certificate, and sends no request.
transport-test-looks-login = Connects and logs in, and sends no message.
transport-test-fingerprint = Accept { $fingerprint }
setting-not-when-live = “{ $setting }: { $value }” is kept, but not supported while live sending is on: messages are refused then, before anything is sent.
password-in-this-run = Known: entered in this run, and kept in memory until the program ends.
password-in-the-keyring = Known from the keyring of the operating system.
password-unknown = Not known. It is in no document; without it nothing is sent.
password-looking = Looking for the keyring…
password-keep = Keep in the keyring ({ $setting })
password-no-keyring = There is no keyring of the operating system here, so a password is kept in memory until the program ends: { $why }
toast-keyring-failed = The keyring did not do what was asked with the password of { $user } for { $server }: { $error }
trouble-unreachable = { $address } cannot be reached ({ $said })
trouble-refused = { $address } refuses the message: { $said }
trouble-failed = { $address } failed: { $said }
trouble-timed-out = { $address } did not answer in time ({ $said })
trouble-certificate = The certificate of { $address } is not trusted: { $said }
trouble-credentials = { $address } does not accept user name and password: { $said }
trouble-no-password = The password of “{ $said }” for { $address } is not known; enter it in the properties of the send port, or when live sending is turned on
trouble-exists = { $address } exists already
trouble-no-folder = There is no such folder for { $address }
trouble-not-allowed = { $address } cannot be written: { $said }
trouble-full = There is no room left for { $address }: { $said }
trouble-not-confirmed = { $address } is not among the addresses for which live sending was turned on
trouble-redirects = { $address } redirects more often than is allowed, to { $said }
trouble-redirect-elsewhere = { $address } redirects to { $said }, for which live sending was not turned on
trouble-not-supported = { $address }: “{ $said }” is kept, and live sending does not support it
trouble-not-of-this-system = { $address } is no path of this operating system
trouble-not-set = { $address }: { $said } is not set
trouble-mail = { $address }: “{ $said }” is no mail address
trouble-host-key-unknown = The send port names no host key for { $address }, and nothing was sent. The server shows { $said }; if that is its key, enter it as SSH server host key fingerprint
trouble-host-key-differs = { $address } shows another host key than the send port names: { $said }. Nothing was sent. Ask whoever runs the server whether the key has changed
trouble-private-key = The private key for { $address } cannot be used: { $said }
trouble-file-name = { $address } is no allowed file name
transport-retry-count = Retry count
    .note = 0–1,000
transport-retry-interval = Retry interval
    .note = minutes, 0–525,600
not-executed = These settings are named and saved. Sendport does not execute them.
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
filter-exists = Exists
filter-add = Add
filter-delete = Delete
filter-empty = No filter: only messages that are addressed here arrive.
filter-no-quotes = Text values take no quotes.
filter-expression = Expression
filter-exists-no-value = Exists takes no value.
filter-type-declared = A property schema declares the type.
filter-not-of-type = “{ $text }” is not of the type { $type }.

### Window: commands

command-new-document = New
command-open = Open…
command-save = Save
command-save-as = Save as…
command-import-bindings = Import bindings…
command-export-bindings = Export bindings…
command-quit = Quit
command-undo = Undo
command-redo = Redo
command-new-application = Application…
command-new-static-one-way = Static One-way Send Port…
command-new-static-solicit-response = Static Solicit-Response Send Port…
command-new-dynamic-one-way = Dynamic One-way Send Port…
command-new-dynamic-solicit-response = Dynamic Solicit-Response Send Port…
command-new-send-port-group = Send port group…
command-new-one-way-receive-port = One-way receive port…
command-new-request-response-receive-port = Request-response receive port…
command-new-orchestration = Orchestration…
command-new-host = Host…
command-properties = Properties…
command-copy = Copy…
command-copy-as = Copy as…
command-delete = Delete…
command-move-to-application = Move to application…
command-start-application = Start application…
command-stop-application = Stop application…
command-start-host = Start all instances of the host
command-stop-host = Stop all instances of the host
command-enable-locations = Enable receive locations
command-disable-locations = Disable receive locations
command-show-suspended = Show suspended messages
command-refresh = Refresh
command-inject = Inject
command-dry-run = Dry run
command-reset-scenario = Reset
command-scenario-info = Info page…
command-action-table = Action table…
command-outcome-table = Outcome table…
command-about = About Sendport…

welcome-title = Where to begin
welcome-learn = Learn
welcome-learn-about = { $lessons } lessons, { $minutes } minutes: predict, try, and see why
welcome-play = Play
welcome-play-about = { $scenarios } scenarios: send messages and see where they go
welcome-administer = Administer
welcome-administer-about = Your own send ports: import a binding file, or begin with nothing
welcome-close = Close “Where to begin”
welcome-close-hint = The Help menu shows it again
command-english = English
command-french = Français
command-next-pane = Next pane
command-find-in-list = Find in the list
action-some-of = { $action } ({ $some } of { $of })
menu-new = New
close = Close
cancel = Cancel

### Window: why a command is greyed

why-not-select-something = Select something in the list first
why-not-select-one = Select exactly one item
why-not-select-port = Select a send port or a send port group first
why-not-select-application = Select an application first
why-not-of-this-kind = This is not possible for items of this kind
why-not-no-scenario = The open document is not a scenario

### Window: refusals

refused-what = Not possible: { $deed }
refused-action = { $action } { $name }
refused-publish = Send the message
refused-role = You are here as { $role }. “{ $task }” is for: { $roles }.
refused-not-there = { $name } is no longer there.
refused-nothing-selected = Nothing is selected.
refused-nothing-to-undo = There is nothing to undo.
refused-nothing-to-redo = There is nothing to redo.
refused-kind-fixed = The kind of { $name } was chosen when it was created and cannot be changed.
refused-group-empty = The group { $group } has no members: nobody would get the message.
refused-location-disabled = The receive location { $name } is disabled: it receives nothing.
refused-no-location = There is no receive location { $name }.
refused-no-host-instance = The host { $host } has no instance that could be started or stopped.
refused-no-instance = The service instance is no longer there.
refused-not-suspended = The service instance is no longer suspended.
refused-orchestration-not-started = The orchestration { $name } is { $state }: it sends nothing.
refused-orchestration-no-host-instance = The orchestration { $name } runs in the host { $host }, of which no instance is running: it sends nothing.
refused-orchestration-state = { $action } is not available for the orchestration { $name }: it is { $state }.
refused-port-unbound = The logical port { $port } of the orchestration { $orchestration } is not bound to a send port or a send port group.
refused-still-no-subscriber = Still nobody subscribes to { $message }: it would fail again. Start or correct a subscription first.
refused-store = The MessageBox does not answer: { $error }
deed-operate =
    { $operation } { $count ->
        [one] one service instance
       *[other] { $count } service instances
    }
deed-undo = Undo
deed-redo = Redo
deed-release = Resume what { $name } holds
deed-resubmit = Edit and resubmit { $instance }
deed-role = Switch to the role { $role }
cause-loop = { $port } subscribes to the responses that it gets itself, again and again
derived-loop = a response to a response to a response has no end, so it is cut
derived-orchestration-table = the page on orchestrations has the same actions for the states Unenlisted, Stopped and Started

### Window: ways out

way-act = { $action } { $name }
way-add-reference = Let { $application } reference { $reference }
way-enable-location = Enable { $name }
way-properties = Properties of { $name }…
way-remove-member = Remove { $port } from { $group }
way-show-instances = Show the service instances of { $port }
way-start-host = Start the host { $host }
way-stop-host = Stop the host { $host }
way-switch-role = Switch to { $role }
way-terminate-instances = Terminate the service instances of { $port }
way-unbind = Unbind { $target } from { $orchestration }

### Window: files and notes

document-untitled = Untitled
file-open-document = Open a document
file-save-document = Save the document as
file-save-body = Save the message body as
file-open-body = Load a message body
file-open-bindings = Import a binding file
file-save-bindings = Export a binding file
dialog-cannot-open = The document cannot be opened
dialog-cannot-save = The document was not saved
toast-saved = Saved: { $file }
toast-body-saved = The message body was saved: { $file }
toast-file-failed = { $file }: { $error }
toast-messages-not-copied = The document was saved, its messages were not: { $error }
toast-set-aside = The old MessageBox was kept as { $file }
toast-skipped = { $name } was skipped: { $why }

### Window: tree and list

pane-tree = Console tree
node-biztalk-group = BizTalk group
node-all-artifacts = All artifacts
node-platform-settings = Platform settings
node-adapters = Adapters
node-suspended = Suspended
node-messages = Messages
node-subscriptions = Subscriptions
node-audit = Audit
hub-title = Group Hub
column-name = Name
column-kind = Kind
column-state = State
column-port-type = Port type
column-transport = Transport
column-uri = URI
column-send-handler = Send handler
column-suspended = Suspended
column-arrived = Arrived
column-members = Members
column-health = Members Started
column-filter = Filter
column-locations = Receive locations
column-bindings = Bindings
column-host-kind = Type
column-running = Running
column-work-queue = Work queue
column-suspended-queue = Suspended queue
column-default-handler = Default handler
column-handlers = Send handlers
column-contents = Contents
column-references = References
column-application = Application
column-description = Description
cell-dynamic = dynamic
cell-started-of = { $started } of { $of }
cell-running-of = { $running } of { $of }
cell-contents =
    { $ports ->
        [one] 1 port
       *[other] { $ports } ports
    }, { $groups ->
        [one] 1 group
       *[other] { $groups } groups
    }
binding-none = not bound
receive-one-way = One-way
receive-request-response = Request-response
filter-and = And
filter-or = Or
list-count =
    { $shown ->
        [one] { $shown } of { $total }
       *[other] { $shown } of { $total }
    }
list-filter = Filter the list
list-nothing-here = There is nothing here yet.
list-nothing-matches = Nothing matches the filter.
list-of-application = { $kinds } in { $application }
list-sort = Click to sort
list-spoken = { $title }, selected: { $selected }
toolbar-nothing-selected = Nothing selected
toolbar-on = { $name }
toolbar-on-many =
    { $count ->
        [one] 1 item
       *[other] { $count } items
    }

### Window: details

details-nothing-subscription = A port or a group has subscriptions from enlisting to unenlisting. Select one to see here to whom it belongs.
details-nothing-entry = Select an entry to see what it changed.
details-nothing-instance = Service instances tell about themselves in their list.
details-last-change = Last changed { $time } by { $role }: { $what }
details-never-changed = Not changed since the audit of this document began.
details-nothing = Select an artifact to see what it is and does.
details-many =
    { $count ->
        [one] 1 item selected
       *[other] { $count } items selected
    }
details-none = none
details-kind = Kind
details-contents = Contents
details-filter = Filter
details-bound-by = Bound by
details-suspended-here =
    { $count ->
        [one] 1 suspended
       *[other] { $count } suspended
    }
details-members = Members
details-members-unchanged = What is done to the group changes no state of its members.
details-destination = Simulated destination
details-destination-switch = How the simulated destination answers
details-destination-number = Seconds or times
details-simulated = Nothing is really sent: the destination of every send port is simulated.
details-simulated-still = Its destination is simulated still: only FILE, FTP, HTTP, SFTP and SMTP ports really send.
details-live = Live sending is on: messages really reach this address.
destinations-live = really sent
details-send-handlers = Sends for the adapters
details-location-hint = Ticked: the receive location is enabled
meaning-bound = Configured, no subscription: it gets no messages.
meaning-stopped = Subscribed, not running: its messages are suspended.
meaning-started = Subscribed and running: its messages are processed.
instance-running = Running
instance-stopped = Stopped
behaviour-up = Up
behaviour-down = Down
behaviour-slow = Slow
behaviour-fails-next = Fails next
behaviour-rejects = Refuses
inbox-title = Arrived ({ $count })
inbox-empty = Nothing has arrived yet.
inbox-copy = Copy all

### Window: sending a message

inject-title = Inject message
inject-by-properties = By its properties
inject-to-port = To a send port
inject-to-group = To a send port group
inject-choose-port = Choose a send port
inject-choose-group = Choose a send port group
inject-source = Published by
inject-source-properties = nobody in particular
inject-source-location = the receive location { $name }
inject-source-orchestration = the orchestration { $orchestration }, port { $port }
inject-template = Template
inject-no-template = none
inject-save-template = Save as template…
inject-template-name = Name of the template
inject-save = Save
inject-message-type = Message type
inject-property-name = Property { $number }
inject-property-value = Value { $number }
inject-property-type = Type { $number }
inject-remove-property = Remove the property { $number }
inject-add-property = Add a property
inject-type-declared = A property schema declares this type
inject-wrong-value = { $property }: “{ $value }” is no value of the type { $type }
inject-body = Body
inject-show-body =
    { $size ->
        [0] Body (empty)
       *[other] Body ({ $size } bytes)
    }
inject-hide-body =
    { $size ->
        [0] Hide the body (empty)
       *[other] Hide the body ({ $size } bytes)
    }
inject-load-body = Load…
inject-count = times
inject-dry-run-hint = Shows what would become of the message, and sends nothing

### Window: what became of a message

outcome-title = Outcome
outcome-empty = Send a message to see where it goes, and why.
outcome-copy = Copy as text
outcome-dry-run = Dry run: nothing was sent
outcome-sent =
    Sent { $to }{ $typed ->
        [0] .
       *[other] , type { $type }.
    }
outcome-nobody = Nobody got a copy
outcome-report = Routing failure report
outcome-no-properties = The message has no promoted properties.
outcome-via = via
outcome-more = Show why
outcome-less = Hide why
outcome-make-it = To have the next one processed:
outcome-not-delivered = Not delivered to ({ $count })
outcome-more-ports =
    { $count ->
        [one] and 1 more
       *[other] and { $count } more
    }
outcome-next = Next
outcome-previous = Previous
sentence = Reason: { $clause }.

### Window: suspended service instances

suspended-empty = Nothing is suspended. A stopped port, a stopped group or a failing destination would put messages here.
suspended-filter = Port, message or property
suspended-only = Only of { $port }
suspended-all = Show all
suspended-group = Cause: { $cause }
suspended-counts =
    { $count ->
        [one] 1 instance
       *[other] { $count } instances
    }, resumable: { $resumable }, since { $since }
suspended-resume = Resume…
suspended-resume-all = Resume all…
suspended-terminate = Terminate…
suspended-terminate-all = Terminate all…
suspended-resubmit = Edit and resubmit…
suspended-save = Save…
suspended-select = Select service instances first
suspended-in-queue = Suspended queue of { $host }
suspended-fix-hint = Correct the subscription, then resume the message or edit and resubmit it.

### Window: log

log-show = Show the log
log-hide = Hide the log
log-filter = Filter the log
log-copy = Copy
log-empty = Nothing has happened yet.
log-hint = Click to show what it is about
log-older =
    { $count ->
        [one] 1 older event is not shown
       *[other] { $count } older events are not shown
    }

### Operation windows

refusal-title = Why not?
why-grey-title = Why is “{ $action }” greyed?
why-grey-ways = What would make it possible:
actions-title = Action table
actions-table = What can be done in each state
actions-corner = Action
actions-not-available = Not available
actions-here = here
actions-intro = What can be done with a send port or a send port group in each state, and the state that results.
actions-button = { $action }: from { $from } to { $to }
actions-on-the-way = { $action } from { $from } does { $first } first.
outcomes-title = Outcome table
outcomes-corner = State of port
outcomes-direct = Directly to the send port
outcomes-group = Via a group
outcomes-via-group = By means of a group that is { $state }
outcomes-port = Port { $state }
outcomes-documented = Documented, row { $row }
outcomes-derived = Derived
outcomes-no-copy = If nobody else gets a copy either, the message is a routing failure.
outcomes-cell = { $path }, port { $port }: { $verdict } ({ $stamp })
held-title = Start { $items }
held-lead =
    { $items }: { $count ->
        [one] one message is held
       *[other] { $number } messages are held
    } by the stop.
held-question = Resume what is held, now that it starts?
held-transport-stays = What failed in transport stays suspended in any case.
held-start-and-resume = Start and resume
held-start-and-keep = Start and keep
delete-title = Delete
delete-lead = Before it can be deleted, this must hold:
delete-nothing-in-the-way = Nothing stands in the way.
delete-gone = It is no longer there.
delete-unmet =
    { $count ->
        [one] One condition is not met yet
       *[other] { $count } conditions are not met yet
    }
delete-live =
    { $name } has { $count ->
        [one] one live service instance, which loses
       *[other] { $number } live service instances, which lose
    } the configuration with it. When resumed, they fail and are suspended again.
delete-undo = Undo brings it back.
move-title = Move
move-title-of = Move { $items }
move-application = To the application
move-none = (none)
move-no-application = There is no other application
move-dependencies = Dependencies
move-nothing-depends = Nothing depends on it, and it depends on nothing.
move-keeps = State, members and bindings stay as they are.
start-application-title = Start “{ $name }” application
start-application-resume-note = Messages held by a stopped port or group are resumed. What failed in transport stays suspended.
start-application-referenced = Referenced applications
start-application-no-references = The application references no other one.
start-application-reference = { $name }: { $running } of { $all } ports and groups Started
stop-application-title = Stop “{ $name }” application
stop-application-terminates = The service instances of its send ports are terminated and do not finish. Undo does not bring them back.
stop-table = What each choice does
stop-column-allow = Allow to continue
stop-column-suspend = Suspend
stop-column-terminate = Full Stop
stop-receive-locations = Receive locations
stop-orchestrations = Orchestrations
stop-send-port-groups = Send port groups
stop-send-ports = Send ports
stop-instances = Service instances
stop-disabled = disabled
stop-unchanged = unchanged
stop-stopped = stopped
stop-unenlisted = unenlisted
stop-go-on = run to the end
stop-suspended = suspended
stop-terminated = terminated
instances-as-of = As of { $time }. What has come since is left alone.
instances-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
instances-untyped = (no type)
resume-title =
    { $count ->
        [one] Resume one service instance
       *[other] Resume { $number } service instances
    }
resume-not-started = { $name } is { $state }.
resume-anyway = Resume delivers now all the same: it does not look at the state of the port. That is documented behaviour.
resume-all =
    { $count ->
        [one] One service instance of this cause is resumed.
       *[other] All { $number } service instances of this cause are resumed.
    } Instances of the same cause that come until then are included.
resume-skips =
    { $count ->
        [one] One of them is not resumable and is skipped.
       *[other] { $count } of them are not resumable and are skipped.
    }
resume-routes-again = A routing failure is routed again; it stays suspended if still nobody subscribes.
resume-now = Resume now
resume-start-port = Start the port instead
resume-start-group = Start the group instead
resume-start-all = Start them instead
terminate-title =
    { $count ->
        [one] Terminate one service instance?
       *[other] Terminate { $number } service instances?
    }
terminate-lead =
    { $count ->
        [one] Its message is discarded.
       *[other] The messages of { $number } service instances are discarded.
    }
terminate-no-undo = Terminate cannot be undone. A message that no other live service instance holds is gone.
terminate-save = Save first…
terminate-save-one = Save…
terminate-save-of = Save { $message }…
terminate-save-hint = To save messages first, cancel and open them one by one.
terminate-now = Terminate { $count ->
        [one] it
       *[other] { $number }
    }
resubmit-title = Edit and resubmit { $message }
resubmit-addressing = Sent
resubmit-message-type = Message type
resubmit-properties = Promoted properties
resubmit-property = Property
resubmit-type = Type
resubmit-value = Value
resubmit-cell = { $column }, row { $row }
resubmit-add = Add
resubmit-delete = Delete
resubmit-no-properties = The message has no promoted properties.
resubmit-body = Body
resubmit-body-hidden = Only an administrator sees bodies. The body is sent again as it is.
resubmit-ends = The suspended instance { $instance } ends only when the new message has been accepted.
resubmit-everyone = Whoever subscribes gets the new message, also who has got the first one already.
resubmit-now = Resubmit
unsaved-title = Unsaved changes
unsaved-lead = “{ $document }” has changes that are not saved.
unsaved-loss = Without saving they are lost.
unsaved-save = Save
unsaved-discard = Discard
message-copy = Copy
path-why = The system showed no file dialog, so the path is typed here.
path-field = Path
path-empty = Enter a path
path-missing = There is no such file
path-is-folder = This is a folder: add the name of a file
path-no-folder = There is no such folder
path-overwrites = This file exists and will be overwritten.
path-open = Open
path-save = Save
path-overwrite = Overwrite
store-title = The messages cannot be opened
store-locked = { $file } is in use by another Sendport ({ $holder }). Close the document there, then try again.
store-not-a-message-box = { $file } stands where the messages should be, and is no MessageBox.
store-newer = { $file } was written by a newer version of Sendport.
store-damaged = { $file } is damaged.
store-io = { $file } cannot be read.
store-full = The disk is full: the messages cannot be kept.
store-other = The MessageBox does not answer.
store-again = Try again
store-without-messages = Open without its messages
store-without-messages-note = The document opens with empty queues. What is sent in the meantime is not kept.
store-new = Set it aside and begin a new one
store-new-note = The file is kept under another name, and the document gets an empty MessageBox.
about-title = About Sendport
about-version = Version { $version }
about-what = Administer send ports and send port groups, send a message, see where it went and why. What is allowed and what becomes of a message follows the documentation of BizTalk Server, page by page.
about-not-affiliated = A training aid. Nothing is really sent, and it is no product of Microsoft. BizTalk is a trademark of Microsoft.
about-licence = Licence: { $licence }
about-font = Typeface: Inter, under the SIL Open Font License 1.1
about-font-licence = Text of the licence
scenario-title = About this scenario
scenario-what = What it shows
scenario-how-to-use = How to use it
scenario-things-to-notice = Things to notice
scenario-things-to-try = Things to try
scenario-rule = The rule
scenario-source = Where it stands

### Menus
menu-file = File
menu-edit = Edit
menu-view = View
menu-action = Action
menu-scenario = Scenario
menu-help = Help
menu-recent = Open recent
menu-no-recent = Nothing has been opened yet
theme-system = Theme of the system
theme-light = Light
theme-dark = Dark
pane-list = List
pane-details = Details
role-label = Role
scenario-entry = { $number }. { $title }
drop-hint = Drop a document to open it, any other file to take it as a body
inject-suggestions = Known properties for property { $number }
copy-as-title = Copy { $name } as…
copy-as-explained = The kind of a send port is fixed at its creation. A copy can be of another kind; what that kind does not have is left out.
copy-as-ok = Copy…
stamp-row = row { $row }
stamp-derived = derived
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
property-new-send-port-group = New - Send Port Group Properties
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
toolbar-on-group = { $name } (members unchanged)
action-members-unchanged = The members of a group keep their states.
action-skips = { $name } will be skipped: { $why }
action-refuses = Will be refused: { $why }
toast-more = and { $count } more
send-port-configure-pipeline = Configure pipeline…
send-port-pipeline-named-only = Pipelines are named and not executed, so there is nothing to configure.
certificate-browse = Browse…
certificate-no-store = Sendport looks into no certificate store. Enter the thumbprint.
guard-orchestration-bindings = To change its bindings, { $name } must be unenlisted; it is { $state }.
guard-application-foreign = No enlisted send port of another application may be a member of its groups.
guard-application-foreign-enlisted = Members of its groups that belong to other applications are enlisted: { $ports }.
problem-host-has-handlers = { $adapters } have send handlers on this host, and an isolated host can have none.
problem-schema-used = The filter of { $name } compares it with a value of another type.
guard-orchestration-enlisted = { $name } must be enlisted before it starts.

### Names that are only heard

access-resize-panel = Resize the pane
outcome-verdict = { $summary }. { $why }
outcome-verdict-rule = { $rule } ({ $port })
key-shift = Shift
key-enter = Enter
key-delete = Delete
key-backspace = Backspace
key-space = Space
key-escape = Escape
key-home = Home
key-end = End
outcome-is-newest = No message came after this one
outcome-is-oldest = No message came before this one
page-short-tree = Tree
page-short-inject = Inject
page-short-welcome = Begin
menu-more = More
### Window: the route diagram

diagram-title = Diagram
diagram-spoken =
    Route diagram, { $ports ->
        [one] 1 send port
       *[other] { $ports } send ports
    }, { $selected } selected
diagram-empty = There is no send port to be shown here.
diagram-show-all = Show everything
diagram-scope = What the diagram shows
diagram-scope-here = What is chosen in the tree
diagram-scope-selection = What is selected
diagram-scope-all = Everything
diagram-ports =
    { $count ->
        [one] 1 send port
       *[other] { $count } send ports
    }
diagram-unfold-all = Unfold all
diagram-fold-all = Fold
diagram-too-many = More than { $most } send ports cannot be read one by one. Unfold a stack by its plus sign.
diagram-unfold = Unfold
diagram-fold = Fold again
diagram-show-as-list = Show as list
diagram-zoom-in = Zoom in
diagram-zoom-out = Zoom out
diagram-percent = { $percent } %
diagram-picture = Picture
diagram-legend = Legend
diagram-legend-membership = Member of a group
diagram-legend-subscription = Subscription with a filter
diagram-legend-bound = Bound or addressed
diagram-no-message = Inject a message to see its way.
diagram-at-the-whole-way = The whole way is shown: Next plays it from the beginning.
diagram-at-the-end = This is the last step.
diagram-step-of = { $message }, step { $step } of { $of }
diagram-not-all-shown = Part of its way is not shown here.
diagram-message-box = MessageBox
diagram-injected = Message injected
diagram-injected-note = by you
diagram-arrived = { $count } arrived
diagram-suspended = { $count } suspended
diagram-in-progress = { $count } in progress
diagram-routing-failures =
    { $count ->
        [one] 1 routing failure
       *[other] { $count } routing failures
    }
diagram-members =
    { $count ->
        [one] 1 member
       *[other] { $count } members
    }
diagram-members-shown = { $shown } of { $count } members shown
diagram-stack-ports = { $count } send ports
diagram-stack-groups = { $count } groups
diagram-stack-receive-ports = { $count } receive ports
diagram-stack-orchestrations = { $count } orchestrations
diagram-of-state = { $count } { $state }
diagram-states = { $states }
diagram-filters =
    { $count ->
        [one] 1 filter
       *[other] { $count } filters
    }
diagram-from-to = From { $first } to { $last }
diagram-in-common = In common: { $common }
diagram-address-of-message = Address of the message
diagram-locations =
    { $count ->
        [one] { $enabled } of 1 location enabled
       *[other] { $enabled } of { $count } locations enabled
    }
diagram-subscription-of = Subscription of { $name }
diagram-no-subscription-of = Filter of { $name } without a subscription
diagram-destination-of = Destination of { $name }
diagram-step-published = { $message } is sent { $to }. The MessageBox stores it.
diagram-step-addressed = It is addressed to { $target }: no filter is asked.
diagram-step-looks =
    The MessageBox compares its properties with { $count ->
        [0] no filter: nobody who is enlisted has one.
        [one] the filter of 1 subscription.
       *[other] the filters of { $count } subscriptions.
    }
diagram-step-bound = The logical port is bound to { $target }, which gets a copy whatever the filters say.
diagram-step-matches = The filter of { $owner } matches: { $predicates }.
diagram-step-group =
    { $count ->
        [one] By way of the group { $group } 1 member gets a copy.
       *[other] By way of the group { $group } { $count } members get a copy each.
    }
diagram-step-rule = { $rule }.
diagram-step-not = { $name } gets no copy. { $why }
diagram-step-not-others =
    { $count ->
        [one] 1 more gets no copy; the outcome says why.
       *[other] { $count } more get no copy; the outcome says why for each.
    }
diagram-step-elsewhere = Nobody else gets a copy: the message was sent to { $target } only.
command-show-list = List
command-show-diagram = Diagram
command-show-both = Both
command-fit-diagram = Fit
command-step-forward = Next
command-step-back = Back
command-whole-way = Whole way
command-picture-svg = Save as SVG…
command-picture-png = Save as PNG…
command-copy-picture = Copy as picture
file-save-picture = Save the diagram as a picture
outcome-in-diagram = Show in diagram
toast-picture-copied = The picture is in the clipboard.
toast-picture-failed = The picture could not be made: { $error }
### The audit
audit-deed-undone = Undo: { $deed }
audit-deed-undone-many = Undo { $count } actions
audit-deed-redone = Redo: { $deed }
audit-deed-redone-many = Redo { $count } actions
audit-deed-operated =
    { $count ->
        [one] { $operation } { $count } service instance
       *[other] { $operation } { $count } service instances
    }
audit-deed-resubmitted = Edit and resubmit { $instance } ({ $from } became { $to })
audit-deed-live-on = Turn on live sending to { $count ->
        [one] one address
       *[other] { $count } addresses
    }
audit-deed-live-off = Turn off live sending
audit-more-addresses = { $count ->
        [one] and one more address
       *[other] and { $count } more addresses
    }
deed-undo-to = Undo back to here
deed-redo-to = Redo up to here
refused-not-in-this-session = This entry is of an earlier session. What can be undone ends when the document is closed; the entries stay.
refused-nothing-since = Nothing that is configured has changed since this entry.
refused-lies-ahead = This entry is undone: redo leads to it.
refused-lies-behind = This entry lies before the present state: undo leads to it.
refused-no-way-back = No undo leads to this entry: it was undone, and something else was done since.
refused-step-needs = On the way lies { $deed }. { $why }
### Tables
table-loading = Loading…
table-columns = Columns
table-move-left = Move { $column } to the left
table-move-right = Move { $column } to the right
table-no-room = { $column } (no room now)
table-reset = Reset the columns
table-sort-up = Sort ascending
table-sort-down = Sort descending
table-sort-not = Do not sort
table-copy = Copy to the clipboard
table-copy-cell = Cell
table-copy-rows = Rows
table-copy-with-header = Rows with header
audit-empty = Nothing has been done yet. Every administrative action is recorded here: who did it, when, and what it changed.
audit-nothing-matches = No entry matches.
audit-count =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
audit-filter = Find in the audit
audit-number = No.
audit-when = When
audit-who = Role
audit-kind = Kind of action
audit-what = Action
audit-artifacts = Artifact
audit-changed = What changed
audit-undone-column = Undone
audit-undone-by = Undone by entry
audit-undone = by entry { $entry }
audit-is-undone = This action is undone, by entry { $entry }.
audit-unknown = Another version of Sendport wrote this entry
audit-by-role = Roles shown
audit-any-role = Any role
audit-any-kind = Any action
audit-always = Any time
audit-hour = Last hour
audit-day = Last 24 hours
audit-week = Last 7 days
audit-kind-create = Create
audit-kind-edit = Edit and rename
audit-kind-delete = Delete
audit-kind-move = Move
audit-kind-state = Start, stop, enlist
audit-kind-host-instance = Host instances
audit-kind-destination = Simulated destinations
audit-kind-instances = Service instances
audit-kind-role = Role
audit-kind-live = Live sending
audit-kind-history = Undo and redo
audit-history = History
audit-history-of = History of { $name }
audit-show-all = Show all entries
audit-go-to = Go to { $name }
audit-back = Back to the entries
audit-entry = Entry { $number }, { $time }, { $role }
audit-undo-to = Undo back to here…
audit-redo-to = Redo up to here…
audit-more-deeds =
    { $count ->
        [one] and one more action
       *[other] and { $count } more actions
    }
audit-resumed =
    { $count ->
        [one] One service instance was resumed.
       *[other] { $count } service instances were resumed.
    }
audit-suspended =
    { $count ->
        [one] One service instance was suspended.
       *[other] { $count } service instances were suspended.
    }
audit-terminated =
    { $count ->
        [one] One service instance was terminated.
       *[other] { $count } service instances were terminated.
    }
audit-created = { $kind }, created
audit-deleted = { $kind }, deleted
audit-and-more =
    { $count ->
        [one] { $what }; and one more artifact
       *[other] { $what }; and { $count } more artifacts
    }
audit-more-fields =
    { $count ->
        [one] one more field
       *[other] { $count } more fields
    }
audit-show-more =
    { $count ->
        [one] Show one more artifact
       *[other] Show { $count } more artifacts
    }
audit-field = Field
audit-before = Before
audit-after = After
audit-nothing = none
audit-not-there = Not there
audit-span = { $name } was { $state } from { $from } to { $to }
audit-span-now = { $name }: { $state } since { $from }
audit-export = Export
audit-export-csv = As CSV for a spreadsheet…
audit-export-markdown = As Markdown…
audit-file = audit
file-save-audit = Export the audit
toast-exported = Exported to { $file }.
undo-to-lead =
    { $count ->
        [one] Everything will be configured as it was right after entry { $entry }. One action is undone:
       *[other] Everything will be configured as it was right after entry { $entry }. { $count } actions are undone, the newest first:
    }
redo-to-lead =
    { $count ->
        [one] Everything will be configured as it was right after entry { $entry }. One action is redone:
       *[other] Everything will be configured as it was right after entry { $entry }. { $count } actions are redone, in this order:
    }
undo-to-messages-stay = Messages and service instances stay as they are, and so does the role.
undo-to-redoable = Redo brings it back, step by step; in the audit “Redo up to here” brings it back as one.
redo-to-undoable = Undo takes it back again.
undo-to-button =
    { $count ->
        [one] Undo one action
       *[other] Undo { $count } actions
    }
redo-to-button =
    { $count ->
        [one] Redo one action
       *[other] Redo { $count } actions
    }
log-show-in-audit = Show in the audit
command-history = History in the audit
audit-field-name = Name
audit-field-application = Application
audit-field-kind = Kind
audit-field-description = Description
audit-field-state = State
audit-field-transport = Transport
audit-field-backup = Backup transport
audit-field-adapter = Transport type
audit-field-address = Address (URI)
audit-field-settings = Settings
audit-field-handler = Send handler
audit-field-handlers = Send handlers
audit-field-retry-count = Retry count
audit-field-retry-interval = Retry interval (minutes)
audit-field-window = Service window
audit-field-enabled = Enabled
audit-field-start = Start time
audit-field-stop = Stop time
audit-field-send-pipeline = Send pipeline
audit-field-receive-pipeline = Receive pipeline
audit-field-pipeline = Pipeline
audit-field-priority = Priority
audit-field-ordered-delivery = Ordered delivery
audit-field-stop-sending = Stop sending subsequent messages on current message failure
audit-field-enforce-order = Enforce order across locations
audit-field-route-failed = Enable routing for failed messages
audit-field-inbound-maps = Inbound maps
audit-field-outbound-maps = Outbound maps
audit-field-filter = Filter
audit-field-certificate = Certificate
audit-field-common-name = Common name
audit-field-thumbprint = Thumbprint
audit-field-tracking = Tracking
audit-field-bodies = Message bodies
audit-field-properties = Properties
audit-field-request-before = Request, before port processing
audit-field-request-after = Request, after port processing
audit-field-response-before = Response, before port processing
audit-field-response-after = Response, after port processing
audit-field-members = Members
audit-field-default = Default
audit-field-references = References
audit-field-two-way = Request-response
audit-field-locations = Receive locations
audit-field-host = Host
audit-field-ports = Ports
audit-field-binding = Bound to
audit-field-binding-xml = Length of what the binding file said
audit-field-instances = Host instances
audit-field-server = Server
audit-field-running = Running
audit-field-default-handler = Default send handler
audit-field-behaviour = Behaviour
audit-field-response = Response
audit-field-message-type = Message type
audit-field-body = Body
audit-field-value-type = Type
audit-field-port = Send port
audit-field-addressing = To

### Ports into groups
command-add-to-group = Add to send port group…
deed-add-members =
    { $count ->
        [one] Add { $port } to { $group }
       *[other] Add { $count } send ports to { $group }
    }
refused-member-already =
    { $count ->
        [one] { $port } is a member of { $group } already.
       *[other] All of them are members of { $group } already.
    }
drag-adds = Add { $items } to { $group }
drag-carries = { $items }: drop on a send port group
drag-title = Drop on a send port group
drag-no-groups = There is no send port group yet. Create one first.
add-to-group-title =
    { $count ->
        [one] Add { $port } to a send port group
       *[other] Add { $count } send ports to a group
    }
add-to-group-choose = Choose a send port group first.
add-to-group-why = Not possible because
add-to-group-ok = Add

### Messages

messages-search = Search id, type and properties
messages-filters-show = More conditions
messages-filters-hide = Fewer conditions
messages-suggest = Show all
messages-contains = contains
messages-missing = is not promoted
messages-not-promoted = not promoted
messages-via = Via send port group
messages-by-group = by way of { $group }
messages-outcome = Outcome
messages-outcome-any = Any outcome
messages-time = Time
messages-time-any = Any time
messages-time-minutes = Last 5 minutes
messages-time-hour = Last hour
messages-time-today = Today
messages-time-custom = From … to
messages-from = From (2027-01-15 08:00)
messages-until = To (2027-01-15 09:00)
messages-time-wrong = “{ $text }” is no time. Type a day and a time of day, such as 2027-01-15 08:00.
messages-body = Body
messages-body-contains = Body contains
messages-words = Messages: { $parts }
messages-words-text = “{ $text }” in the id, the type or a property
messages-words-property = { $property } { $operator } { $value }
messages-words-body = “{ $text }” in the body
messages-words-port = a copy for { $port }
messages-words-via = by way of { $group }
messages-words-outcome = outcome: { $outcome }
messages-words-from = from { $time } on
messages-words-to = before { $time }
messages-clear = Clear
messages-found = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
messages-found-more = more than { $count } messages
messages-found-yet = { $count } found up to now
messages-searching = searching, down to { $message }
messages-cancel = Cancel
messages-cancelled = cancelled
messages-again = Search again
messages-fresh = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
messages-fresh-many = more than { $count } new messages
messages-looking = Searching…
messages-none = There are no messages yet. Send one in the Inject message panel: it stays here, with what became of it, also after Sendport is closed.
messages-nothing-found = No message matches. Clear some of the conditions.
messages-choose = Choose a message to see its service instances and its timeline. Choose two to compare their ways.
messages-many = { $count } messages are chosen. Choose one, or two to compare.
messages-missing-message = This message is not in the MessageBox of this document.
messages-column-id = Message
messages-column-time = Published
messages-column-type = Message type
messages-column-sent-as = Sent as
messages-column-properties = Properties
messages-column-size = Size
messages-to = to { $name }
messages-by = published by { $name }
messages-published = published
messages-response-to = Response to { $message }
messages-responded-with = Response: { $message }
messages-resubmission-of = Edited copy of { $message }
messages-resubmitted-as = Resubmitted as { $message }
messages-bytes = { $count } B
messages-kibibytes = { $count } KiB
messages-mebibytes = { $count } MiB
messages-page = { $first } to { $last }
messages-newest = Newest
messages-newer = Newer
messages-older = Older
messages-oldest = Oldest
messages-show = Show message
messages-show-one = Show { $message }
messages-back = Back to the list
messages-instances = Service instances
messages-timeline = Timeline
messages-why = Why not this port?
messages-properties = Promoted properties
messages-inject-again = Inject again
messages-edit-and-inject = Edit and inject…
messages-copy = Copy as Markdown
messages-copy-body = Copy
messages-body-raw = As it was sent
messages-body-pretty = With line breaks
messages-body-cut = { $count } KiB more are not shown. Save the body to see all of it.
messages-no-body = The message has no body.
messages-published-at = Published { $time }, { $to }.
messages-instance-facts = { $instance }, { $state }, host { $host }, { $attempts ->
    [0] not sent
    [one] sent once
   *[other] sent { $attempts } times
}, last change { $changed }
messages-more-instances = Show more ({ $count })
messages-port-deleted = (deleted or renamed since)
messages-routed-again = The message was routed again: its copies say what became of it.
messages-offset-before = earlier
messages-offset-ms = +{ $count } ms
messages-offset-s = +{ $count } s
messages-offset-min = +{ $count } min
messages-more-events = Show all ({ $count } more)
messages-events-left-out = { $count } later events are not shown.
messages-why-port = Send port
messages-why-hint = Choose a send port to see why it did not get this message, with each predicate of its filter.
messages-why-no-port = There was no send port { $port }.
messages-why-as-it-was = By the configuration as it was when the message came.
messages-why-as-it-is = By the present configuration: the one of that time is not remembered any more.
messages-why-got = { $port } got a copy.
messages-why-got-via = { $port } got a copy by way of { $group }.
messages-compare-title = Compare { $one } and { $other }
messages-compare-first = The first difference
messages-compare-none = Both went the same ways and came to the same.
messages-compare-properties = Properties that differ
messages-compare-same-properties = Their promoted properties are the same.
messages-compare-same = { $count ->
    [one] { $count } property is the same.
   *[other] { $count } properties are the same.
}
messages-compare-ways = Who got which
messages-compare-side = { $message }: { $why }
messages-compare-unknown = Why { $port } got nothing is not known any more: it has been changed or deleted since.
command-why-not-message = Why did it not get a message…

### Many at once
command-edit-field = Edit a field of the selected ports…
deed-edit-many = Edit { $items }
deed-import = { $count ->
    [one] Import 1 artifact of { $file }
   *[other] Import { $count } artifacts of { $file }
}
refused-cancelled = It was cancelled; nothing has changed.
refused-cancelled-rest = It was cancelled here; what was done until then stays done.
bulk-edit-short = Edit a field
bulk-edit-title =
    { $count ->
        [one] Edit a field of { $count } port
       *[other] Edit a field of { $count } ports
    }
bulk-edit-field = Field
bulk-edit-value = New value
bulk-edit-now = Now
bulk-edit-then = Then
bulk-edit-preview = What will change
bulk-edit-same = the same already
bulk-edit-skipped = Skipped: { $why }
bulk-edit-lead = To change: { $changes }. The same already: { $same }. Skipped: { $skipped }.
bulk-edit-not-ready = The preview is being made.
bulk-edit-nothing = With this value no port changes.
bulk-edit-apply =
    { $count ->
        [one] Change { $count } port
       *[other] Change { $count } ports
    }
bulk-progress = { $what }: { $done } of { $total }
bulk-writing = { $what }: { $done } of { $total }, writing
bulk-cancel-note = Cancel leaves everything as it was.
bulk-cancel-note-piecemeal = Cancel ends it here; what is done stays done.
bulk-cancelling = It is being cancelled.
bulk-too-late = It is being written: undo takes it back.
bulk-cancelled = { $what } was cancelled; nothing has changed
summary-title = { $what }: what was skipped
summary-lead = { $done } of { $total } done, { $skipped } skipped
summary-reason = { $count }: { $why }
summary-undo = One undo takes back what was done.
summary-skipped = Skipped items
summary-why = Why
summary-select = Select the skipped ones
summary-copy = Copy the list
delete-some = { $some } of { $of } can be deleted; the others are skipped.
delete-some-of = Delete { $some } of { $of }
delete-checking = The conditions are being checked.

### Window: Group Hub and service instances

application-started = Started
application-partially-started = Partially started
application-stopped = Stopped
list-only = Only: { $what }
instances-title = Service instances
instances-choose = State of the service instances
instances-states = { $states } ({ $count })
instances-suspended = Suspended
instances-in-progress = In progress
instances-empty = No service instance is in this state.
instances-count =
    { $count ->
        [one] 1 service instance
       *[other] { $count } service instances
    }
instances-host = Host { $host }
instances-via = via { $group }
hub-spoken = { $section }, { $label }
hub-spoken-number = { $what }: { $number }
hub-configuration = Configuration overview
hub-platform = Platform
hub-host-instances = Host instances
hub-work = Work in progress
hub-in-progress = In total
hub-running = Running
hub-ready = Ready to run
hub-scheduled = Scheduled
hub-dehydrated = Retrying or waiting
hub-no-host-instance = No host instance runs
hub-suspended = Suspended items
hub-suspended-total = In total
hub-resumable = Resumable
hub-not-resumable = Not resumable
hub-routing-failures = Routing failures
hub-cause-held = Held by a stop
hub-cause-transport = Transmission failed
hub-cause-no-address = No address
hub-cause-no-handler = No send handler
hub-cause-routing-failure = Routing failure
hub-cause-loop = Too many responses in a row
hub-cause-by-hand = Suspended by hand
hub-cause-port-deleted = Port deleted
hub-owner-nobody = Routing failures
hub-owner-deleted-port = Deleted ports
hub-by-application = Suspended by application
hub-by-port = Suspended by send port
hub-by-host = Suspended by host
hub-by-address = Suspended by address
hub-others =
    { $count ->
        [one] 1 more
       *[other] { $number } more
    }
hub-recent = Last messages
hub-show = Show
hub-show-spoken = Show: { $what }
hub-attention-host =
    { $count ->
        [one] 1 service instance waits for { $host }: no instance of this host runs.
       *[other] { $number } service instances wait for { $host }: no instance of this host runs.
    }
hub-attention-throttled =
    { $count ->
        [one] { $host } is throttled: 1 message in its queues, threshold { $threshold }.
       *[other] { $host } is throttled: { $number } messages in its queues, threshold { $threshold }.
    }
hub-attention-routing =
    { $count ->
        [one] 1 routing failure is suspended: nobody subscribed to the message.
       *[other] { $number } routing failures are suspended: nobody subscribed to the messages.
    }
hub-attention-group =
    { $count ->
        [one] The group { $group } is Stopped and holds 1 message.
       *[other] The group { $group } is Stopped and holds { $number } messages.
    }
hub-attention-port =
    { $count ->
        [one] { $port } is Stopped and holds 1 message.
       *[other] { $port } is Stopped and holds { $number } messages.
    }
hub-attention-transport =
    { $count ->
        [one] 1 message is suspended because its transmission failed.
       *[other] { $number } messages are suspended because their transmission failed.
    }
hub-attention-more =
    { $count ->
        [one] and 1 more
       *[other] and { $number } more
    }
hub-empty = The BizTalk group has no send ports, groups, receive ports or orchestrations yet. Import a binding file, create an application or a send port, open a document, or begin with a scenario.
hub-open-scenario = Open the scenario “{ $title }”
hub-new = New: { $what }
hub-way-spoken = { $way }: { $what }

### Windows: the two tables

actions-nothing-selected = Select a send port or a send port group in the list, and the cells of its state can be pressed.
actions-in-state = { $state } ({ $count })
actions-several = { $name } and { $more } more: { $states }
actions-button-items =
    { $count ->
        [one] { $button }, 1 item
       *[other] { $button }, { $number } items
    }
actions-cell-not-available = { $action }: from { $from } not available
actions-none-in-state = Nothing that is selected is { $state }.
actions-get-there = { $items }: from { $state }, { $action } leads to { $to }.
actions-ways = It becomes available after: { $ways }.
outcomes-progress = { $done } of { $all } cells exercised by the messages of this document
outcomes-times =
    { $count ->
        [one] exercised once
       *[other] exercised { $number } times
    }
outcomes-cell-exercised = { $cell }, { $times }
outcomes-cell-here = { $cell }, { $here }
outcomes-here-one = here: { $name }
outcomes-here-many = here: { $name } and { $more } more
outcomes-example = For example
outcomes-neighbours = What differs beside it
outcomes-neighbour = { $change }: { $verdict } ({ $stamp })
outcomes-if-port = If the port were { $state }
outcomes-if-group = If the group were { $state }
outcomes-if-direct = Directly to the send port
outcomes-in-this-document = In this document
outcomes-exercised = { $times }, first by { $message } at { $time }
outcomes-not-exercised = No message of this document has gone by this cell yet.
outcomes-not-in-the-table = The table has no row for this combination. The outcome follows from what the states mean.
outcomes-to-the-letter = The row says “any state”, and Bound is one: the table is followed to the letter for a message that is addressed to the group. What is Bound has no subscription, so a published message is not even matched, and there is no copy that could be suspended.
outcomes-open-smallest = Open the smallest scenario that shows it
outcomes-shown-by = Scenario { $number }: { $title }
smallest-title = { $path }, port { $port }
smallest-what-direct = There is one send port, { $port }, and it is { $port-state }.
smallest-what-group = There is one send port, { $port }, and it is { $port-state }. It is the only member of the group { $group }, which is { $state }.
smallest-how = Inject the prepared message: it is addressed to { $target }.
smallest-say = A message is addressed to { $target }. What becomes of it?
smallest-notice-processed = The message is processed: it arrives at the destination of { $port }.
smallest-notice-suspended = The message is suspended: it waits for { $port } in the suspended queue of the host { $host }.
smallest-notice-no-copy = { $port } gets no copy. Nobody else is there to get one, so the message is a routing failure, suspended in the queue of the host { $host }.
smallest-try-direct = Change the state of the port and inject the message again.
smallest-try-group = Change the state of the port or of the group, one at a time, and inject the message again.
### What a change would do

impact-sentence =
    { $kinds ->
        [one] The only kind of message seen lately would go elsewhere: { $parts }.
       *[other] Of the { $kinds } kinds of messages seen lately, { $changed } would go elsewhere: { $parts }.
    }
impact-nothing =
    { $kinds ->
        [one] The only kind of message seen lately would go where it goes now.
       *[other] All { $kinds } kinds of messages seen lately would go where they go now.
    }
impact-no-messages = No message has been seen yet, and no subscription would change.
impact-no-messages-but =
    { $count ->
        [one] No message has been seen yet to judge by. One subscription would change.
       *[other] No message has been seen yet to judge by. { $count } subscriptions would change.
    }
impact-more-subscriptions =
    { $count ->
        [one] and one more subscription
       *[other] and { $count } more subscriptions
    }
impact-change-not-published = { $count } could not be sent any more
impact-change-routing-failure =
    { $count ->
        [one] { $count } would become a routing failure
       *[other] { $count } would become routing failures
    }
impact-change-suspended = { $count } would have a copy suspended
impact-change-waits = { $count } would have a copy wait for a host instance
impact-change-lost = { $count } would not reach a port that gets it now
impact-change-found =
    { $count ->
        [one] { $count } that is a routing failure would find a subscriber
       *[other] { $count } that are routing failures would find a subscriber
    }
impact-change-processed = { $count } would have a copy processed that is not processed now
impact-change-gained = { $count } would reach a port that does not get it now
impact-change-published = { $count } could be sent again
impact-change-otherwise = { $count } would be held up for another reason
impact-subscription-address = The subscription of { $port } on its address
impact-subscription-filter = The subscription of { $port } on { $filter }
impact-subscription-group-address = The subscription of { $port } on the address of the group { $group }
impact-subscription-group-filter = The subscription of { $port } by the group { $group } on { $filter }
impact-subscription-removed = { $subscription } would be removed.
impact-subscription-disabled = { $subscription } would hold what matches.
impact-subscription-enabled = { $subscription } would let through what matches.
impact-subscription-changed = { $subscription } would replace the present one.
impact-subscription-added = { $subscription } would be added.
impact-subscription-added-disabled = { $subscription } would be added, and would hold what matches.
impact-live-released =
    { $count ->
        [one] One message is held; it would be sent if the states then let it through.
       *[other] { $count } messages are held; those that the states then let through would be sent.
    }
impact-live-goes-on =
    { $count ->
        [one] One message is under way; it goes on.
       *[other] { $count } messages are under way; they go on.
    }
impact-live-stays =
    { $count ->
        [one] One suspended message stays; it can be resumed or terminated.
       *[other] { $count } suspended messages stay; they can be resumed or terminated.
    }
impact-live-deleted =
    { $count ->
        [one] One service instance would lose its configuration.
       *[other] { $count } service instances would lose their configuration.
    }
impact-live-suspended =
    { $count ->
        [one] One service instance would be suspended.
       *[other] { $count } service instances would be suspended.
    }
impact-live-terminated =
    { $count ->
        [one] One service instance would be terminated, with its message.
       *[other] { $count } service instances would be terminated, with their messages.
    }
impact-live-waits =
    { $count ->
        [one] One message would wait in the work queue until the host runs again.
       *[other] { $count } messages would wait in the work queue until the host runs again.
    }
impact-from-response = to all subscribers, as a response that { $port } received

### Window: finding anything

command-find-anything = Find…
command-help-on-selection = Help about the selection…
command-keys = Keys…
command-glossary = Glossary…
command-help = Help…
command-previous-pane = Previous pane
command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-zoom-reset = Zoom to 100 %
command-settings = Settings…
command-notices = Notices…
command-recover-work = Recover unsaved work…
find-title = Find anything
find-hint = Command, port, message, help… or Property == value
find-recent = Used lately and often needed
find-results = What was found
find-looking = Looking…
find-nothing = Nothing fits “{ $query }”.
find-count =
    { $count ->
        [one] { $count } fits
       *[other] { $count } fit
    }
find-count-more = The best { $count }, and { $more } more
find-keys = ↑ ↓ choose · Enter go · Esc close
find-keys-properties = ↑ ↓ choose · Enter go to · Ctrl+Enter properties
find-new = New: { $what }
find-who-gets = Who would get a message with { $question }?
find-who-looks = Whose filters look at { $property }?
find-question = Question
find-command = Command
find-message = Message
find-scenario = Scenario
find-scenario-entry = Scenario { $number }. { $title }
find-view = View
find-help = Help
find-setting = Setting
find-file = Recent document

### Window: help

help-title = Help
help-search = Search the help
help-hits =
    { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
help-page-selection = About the selection
help-page-keys = Keys
help-page-glossary = Glossary
help-page-disagreements = Where the documentation disagrees
help-copy-page = Copy page
help-copy-all = Copy everything
help-meaning = Meaning
help-term = { $term }: { $meaning }
help-not-now = { $action } is not possible now: { $why }
help-more-selected =
    { $count ->
        [one] { $count } more is selected.
       *[other] { $count } more are selected.
    }
help-keys-list = In a list
help-keys-tree = In the console tree
help-keys-window = In a window
help-keys-field = In a text field
help-key-row = Choose the row above or below
help-key-far = Choose the first, the last, a row one page up or down
help-key-range = Select a range
help-key-all = Select all
help-key-open = Open the properties
help-key-menu = Open the context menu
help-key-filter = Empty the filter, then leave it
help-key-node = Show the node above or below
help-key-fold = Expand and collapse
help-key-node-open = Open the properties of the application
help-key-next = The next or the previous control
help-key-ok = Press the default button
help-key-cancel = Close without doing anything
help-key-press = Press the button or tick the box that has the focus
help-key-clipboard = Copy, cut and paste
help-key-undo = Undo and redo typing
help-key-all-text = Select the whole text
help-key-go = Do it, or go there
help-key-properties = Open the properties
help-view-hub = The Group Hub counts everything in the BizTalk group: applications, host instances, and service instances by state. Each number leads to what it counts.
help-view-applications = An application holds orchestrations, send port groups, send ports and receive ports that belong together. Start and Stop of an application act on all of them.
help-view-send-ports = The list shows send ports with state, transport and address. The four actions act on what is selected; the toolbar and the context menu say why one is greyed.
help-view-groups = The list shows send port groups with state and members. An action on a group leaves the states of its members alone.
help-view-receive-ports = The list shows receive ports. A receive location that is enabled publishes what it receives.
help-view-orchestrations = The list shows orchestrations. They can be bound to send ports and send port groups and then send to them directly.
help-view-all = The lists show the artifacts of all applications.
help-view-hosts = A host is where send handlers run. While none of its instances runs, its messages wait in its work queue.
help-view-adapters = An adapter speaks one protocol. Each send port uses one through a send handler, which names the host.
help-view-messages = Every message with its service instances, from publication to the end.
help-view-subscriptions = Every subscription with its state and its expression. Only an enlisted send port or group has one.
help-view-suspended = Suspended service instances by cause. They can be resumed, which delivers even to a port that is not Started, or terminated, which cannot be undone.
help-view-audit = Every administrative action: who, what, when, before and after.

glossary-send-port = Send port
    .meaning = Sends messages to one destination through an adapter.
glossary-send-port-group = Send port group
    .meaning = A named set of static one-way send ports; a message for the group becomes one copy for each member.
glossary-application = Application
    .meaning = Holds artifacts that belong together and are started, stopped and deployed together.
glossary-biztalk-group = BizTalk group
    .meaning = Everything that shares one configuration: applications, hosts, adapters and the MessageBox.
glossary-receive-port = Receive port
    .meaning = Publishes what its receive locations receive.
glossary-receive-location = Receive location
    .meaning = An address at which messages are received; it receives only while it is enabled.
glossary-orchestration = Orchestration
    .meaning = A process whose logical ports can be bound to send ports and send port groups.
glossary-adapter = Adapter
    .meaning = Speaks one protocol, such as FILE, FTP or HTTP.
glossary-enlist = Enlist
    .meaning = Makes the subscriptions of a send port or group: from then on it gets copies.
glossary-unenlist = Unenlist
    .meaning = Removes the subscriptions of a send port or group: it gets no more copies.
glossary-start = Start
    .meaning = Lets messages through; from Bound it enlists first.
glossary-stop = Stop
    .meaning = Holds messages back; the subscriptions stay and what comes is suspended.
glossary-bound = Bound
    .meaning = Configured, without a subscription: it gets no copies of published messages.
glossary-stopped = Stopped
    .meaning = Enlisted, but held back: what comes is suspended until it is resumed.
glossary-started = Started
    .meaning = Enlisted and delivering.
glossary-processed = Processed
    .meaning = The copy was handed to its destination.
glossary-suspended = Suspended
    .meaning = The copy waits in the suspended queue of its host until somebody resumes or terminates it.
glossary-routing-failure = Routing failure
    .meaning = Nobody subscribes to the message, so it is suspended.
glossary-routing-failure-report = Routing failure report
    .meaning = Goes with a routing failure and holds the properties with which the message was published.
glossary-any-state = any state
    .meaning = In the outcome table: whichever state the group has, the row applies.
glossary-directly = directly to the send port
    .meaning = In the outcome table: the message was addressed to the port itself.
glossary-by-group = by means of a send port group
    .meaning = In the outcome table: the message was addressed to a group of which the port is a member.
glossary-not-available = Not available
    .meaning = In the action table: the action is greyed in this state.
glossary-subscription = Subscription
    .meaning = What an enlisted port or group asks of the MessageBox: a condition on promoted properties, or its own address.
glossary-filter = Filter
    .meaning = The condition of a subscription: predicates of property, operator and value, joined by And and Or.
glossary-promoted-property = Promoted property
    .meaning = A value of a message that routing can see.
glossary-message = Message
    .meaning = A body with its context, the properties by which it is routed.
glossary-messagebox = MessageBox
    .meaning = The store of messages, subscriptions and service instances.
glossary-service-instance = Service instance
    .meaning = One copy of a message on its way through one send port.
glossary-work-queue = Work queue
    .meaning = Copies that a host is to deliver.
glossary-suspended-queue = Suspended queue
    .meaning = Copies of a host that were suspended.
glossary-send-handler = Send handler
    .meaning = An adapter on a host: where a send port’s messages are sent from.
glossary-host = Host
    .meaning = A named place in which handlers run; it has a work queue and a suspended queue.
glossary-host-instance = Host instance
    .meaning = The host on one server; it delivers only while it runs.
glossary-scaled-out = Scaled-out sending host
    .meaning = A host with instances on several servers; any of them delivers the next copy.
glossary-clustered = Clustered host
    .meaning = A host of which one instance at a time is active.
glossary-retry-count = Retry count
    .meaning = How often a transmission that failed is tried again: 0 to 1,000, usually 3.
glossary-retry-interval = Retry interval
    .meaning = How many minutes pass before the next try: 0 to 525,600, usually 5.
glossary-priority = Priority
    .meaning = From 1, the highest, to 10: whose copies are taken first.
glossary-ordered-delivery = Ordered delivery
    .meaning = Copies leave in the order in which they were published.
glossary-stop-on-failure = Stop sending subsequent messages on current message failure
    .meaning = With ordered delivery: one failure holds back those behind it.
glossary-failed-messages = Enable routing for failed messages
    .meaning = Publishes a message that failed as an error message, to whoever subscribes to it.
glossary-service-window = Service window
    .meaning = The hours in which the port sends; outside them copies are scheduled.
glossary-transport-advanced-options = Transport Advanced Options
    .meaning = The property page with retries, priority, ordered delivery and service window.
glossary-backup-transport = Backup transport
    .meaning = Where the port sends once all retries of its primary transport have failed.
glossary-static-one-way = Static one-way
    .meaning = A send port with a fixed address that expects no answer; the only kind that joins a group.
glossary-static-solicit-response = Static solicit-response
    .meaning = A send port with a fixed address that publishes the answer.
glossary-dynamic-one-way = Dynamic one-way
    .meaning = A send port that takes the address from each message.
glossary-dynamic-solicit-response = Dynamic solicit-response
    .meaning = Takes the address from each message and publishes the answer.
glossary-resumable = Suspended (resumable)
    .meaning = Can be resumed once the cause is gone.
glossary-not-resumable = Suspended (not resumable)
    .meaning = Can only be terminated.
glossary-resume = Resume
    .meaning = Tries again; it delivers even while the port is not Started.
glossary-terminate = Terminate
    .meaning = Ends a service instance for good; this cannot be undone.
glossary-queued = Queued
    .meaning = In the work queue: scheduled for the service window, or waiting for the next try.
glossary-group-hub = Group Hub
    .meaning = The page that counts everything in the BizTalk group.
glossary-inject = Inject a message
    .meaning = Publishes a message of your own, as a receive location would.
glossary-dry-run = Dry run
    .meaning = Tells what would become of a message without publishing it.
glossary-binding-file = Binding file
    .meaning = The configuration of ports and groups as XML, for export and import.

disagree-intro = In some places two pages say different things, or one page leaves something open. This is what they say, and what happens in Sendport.
disagree-one = One page says
disagree-other = The other says
disagree-here = In Sendport
disagree-group-actions = Do actions on a group act on its members?
    .one = The how-to pages: Enlist, Start, Stop and Unenlist of a group leave the states of its members alone.
    .other = The reference page that F1 opens: Stop, Enlist and Un-enlist act on the associated send ports too.
    .here = Members keep their states. Four how-to pages say so, and the table of state combinations needs the two states to be independent.
disagree-start-from-bound = Must one enlist before Start?
    .one = The prose: before a send port can be started it must be enlisted.
    .other = The table on the same page has Start from Bound, and the how-to page says that Start enlists by itself.
    .here = Start is available in the state Bound and enlists on the way.
disagree-who-may-start = May an operator start a send port that is Bound?
    .one = Operators may start, and Start enlists by itself.
    .other = Only administrators may enlist, and operators may not add subscriptions.
    .here = Start from Bound is for administrators, since it makes subscriptions. Operators start what is Stopped.
disagree-priority = Which priority is usual?
    .one = The dialog box: 1 is the highest, 10 the lowest, 5 the default.
    .other = The same page: subscriptions that activate have the default 7.
    .here = A send port begins with 5.
disagree-retry-interval = Is a retry interval of 0 valid?
    .one = The dialog box: 0 to 525,600 minutes.
    .other = The page on ordered delivery: 0 is not valid there.
    .here = 0 is accepted and means at once; with ordered delivery there is a warning.
disagree-any-state = Does “any state” include Bound?
    .one = The table of state combinations: group in any state, send port Stopped, the message is suspended.
    .other = A group that is Bound has no subscription, so a published message does not come by way of it. The table has no row for it.
    .here = The row is followed to the letter for a message that is addressed to the group. A published message goes to whoever has a subscription.
disagree-failed-messages = Can dynamic ports route failed messages?
    .one = The how-to page speaks of static ports only.
    .other = The dialog box has no such limit.
    .here = It is for static ports.
disagree-empty-group = Can a group be made without members?
    .one = The console lets one finish the window without adding a send port.
    .other = The programming interface demands one.
    .here = It can be made, with a warning; it cannot start before a member is enlisted.
disagree-unenlist = Unenlist or Un-enlist?
    .one = The how-to pages: Unenlist.
    .other = The reference pages: Un-enlist.
    .here = Unenlist.

### Window: settings, notices, recovered work

settings-title = Settings
settings-search = Search the settings
settings-reset = Reset
settings-reset-one = Reset { $setting }
settings-reset-all = Reset all
settings-is-default = This is as it was at first
settings-all-default = Everything is as it was at first
settings-file = Kept in { $file }
setting-language = Language
setting-language-about = Of menus, messages and explanations. Names in documents stay as they are.
setting-language-system = Language of the system
setting-theme = Theme
setting-theme-about = Light, dark, or as the system has it.
setting-zoom = Zoom
setting-zoom-about = How large everything is drawn; from 50 % to 300 %.
setting-reduced-motion = Motion
setting-reduced-motion-about = Nothing slides, fades or blinks; what is played goes in steps.
setting-reduced-motion-on = Reduce motion
setting-autosave = Keep unsaved work
setting-autosave-about = At the latest after so many seconds a copy of unsaved changes is kept aside for the case of a crash. It is made earlier when nothing changes for a moment.
setting-held = Held messages at a start
setting-held-about = Which button Enter presses when what is started holds messages.
setting-start-with = Open at the start
setting-start-with-about = What is open when the program is started without a document.
setting-start-with-sample = The sample Order fan-out
setting-start-with-last = The last document
setting-start-view = First view
setting-start-view-about = What a document of a file opens with. A scenario opens with what it is about.
setting-start-view-fitting = The one that fits
setting-start-view-ports = Send ports of the first application
setting-start-view-hub = Group Hub
setting-start-view-last = The view that was shown last
setting-panels = Sizes of the panels
setting-panels-about = Tree, details, messages and log are as large as they were dragged.
setting-panels-count =
    { $count ->
        [0] None was changed
        [one] { $count } was changed
       *[other] { $count } were changed
    }
setting-tables = Columns of the lists
setting-tables-about = Which columns are shown, how wide, in which order and by which they are sorted.
setting-tables-count =
    { $count ->
        [0] No list was arranged
        [one] { $count } list was arranged
       *[other] { $count } lists were arranged
    }
setting-recent = Recent documents
setting-recent-about = The last ten documents, in the menu File.
setting-recent-count =
    { $count ->
        [0] There are none
        [one] { $count } document
       *[other] { $count } documents
    }
menu-recent-missing = { $file } is not there. Press again to look once more.
menu-clear-recent = Clear list
notices-title = Notices
notices-unseen = Notices ({ $count })
notices-empty = There are no notices
notices-problems-only = Warnings and errors only
notices-copy = Copy
notices-clear = Clear list
notice-info = Note
notice-warning = Warning
notice-error = Error
notice-repeated = { $text } ({ $count } times)
toasts-hidden =
    { $count ->
        [one] { $count } more…
       *[other] { $count } more…
    }
toast-autosave-failed = Unsaved work could not be kept aside: { $error }
recovery-title = Recover unsaved work
recovery-lead = Sendport ended without saving. This work was kept aside:
recovery-when = { $file } · { $time }
recovery-from-new = Never saved
recovery-from-smallest = The smallest scenario of a cell
recovery-from-scenario = Scenario { $number }
recovery-contents =
    { $ports ->
        [one] { $ports } send port
       *[other] { $ports } send ports
    }, { $groups ->
        [one] { $groups } send port group
       *[other] { $groups } send port groups
    }, { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } kept with it
recovery-messages-only = The document was not changed; its messages are here.
recovery-file-newer = The file has been changed since. Saving this copy would replace that.
recovery-unreadable = The copy cannot be read
recovery-recover = Recover
recovery-save-copy = Save copy…
recovery-discard = Discard
recovery-discard-now = Discard for good
recovery-button = { $action }: { $document }
recovery-later = Later
recovery-done = Recovered. It is not saved yet.
recovery-nothing = There is no unsaved work to recover.
file-save-copy = Save a copy as
### What a change would do, in windows

impact-looking = Looking at the recent messages…
impact-section = What would change
impact-before-and-after = Before and after
impact-now = Now
impact-then = Afterwards
impact-more-kinds = and { $count } more kinds
impact-more-copies = and { $count } more copies
impact-any-message = Message without properties that a filter looks at
impact-sent =
    { $count ->
        [one] Sent { $to }: { $last }
       *[other] Sent { $to }: { $count } messages, the last one { $last }
    }
impact-not-published = Cannot be sent
impact-title = Preview: { $deed }
impact-how = Judged by the last messages: each kind is routed dry, now and with the change. Kinds differ in whom they are sent to, in their type, and in the properties that filters look at.
impact-hint = { $shortcut }: before and after
command-preview-enlist = Preview Enlist…
command-preview-start = Preview Start…
command-preview-stop = Preview Stop…
command-preview-unenlist = Preview Unenlist…
menu-preview = Preview
filter-preview = Recent messages
filter-preview-no-messages = No message has been published by its properties yet.
filter-preview-matches =
    { $kinds ->
        [one] The filter matches { $matched } of one kind of message published lately.
       *[other] The filter matches { $matched } of { $kinds } kinds of messages published lately.
    }
filter-preview-now = Would match now: { $kind }
filter-preview-no-longer = Would no longer match: { $kind }
filter-preview-bound = While it is Bound there is no subscription, so nothing is routed by this filter.

### Window: subscriptions

subscriptions-all = All
subscriptions-question = Who would get it?
subscriptions-by-property = By property
subscriptions-without = Also who has none
subscriptions-only = Only of { $name }
subscriptions-show-all = Show all
subscriptions-none = There is no subscription: nothing is enlisted. Enlist or start a send port to make one.
subscriptions-subscriber = Subscriber
subscriptions-via = By way of
subscriptions-made-for = Made for
subscriptions-expression = Expression
subscriptions-type = Type
subscriptions-activation = Activation
subscriptions-priority = Priority
subscriptions-orchestrations = Orchestrations
subscriptions-created = Enlisted at
subscriptions-changed = Changed at
subscriptions-remark = Remark
subscriptions-for-address = Own address
subscriptions-for-filter = Own filter
subscriptions-for-group-address = Group address
subscriptions-for-group-filter = Group filter
subscriptions-for-none = None
subscriptions-port-stopped = { $port } is Stopped: what matches is suspended.
subscriptions-group-stopped = The group { $group } is Stopped: what matches is suspended.
subscriptions-detail = Activation subscription, priority { $priority }: { $for }
subscriptions-used-by = Orchestrations that send here: { $names }
subscriptions-go = Show in the list
subscriptions-of-it = Its subscriptions
subscriptions-filters = Filters…
subscriptions-filters-of = Filters of { $name }…
subscriptions-who = Who subscribes to this?
subscriptions-property = Property
subscriptions-value = Value (optional)
subscriptions-all-properties = All properties
subscriptions-looked-at-by = Looked at by
subscriptions-undeclared = Not declared
subscriptions-not-declared = No property schema declares { $property }: a message matches only if it brings the property itself.
subscriptions-mentions =
    { $count ->
        [0] No filter looks at { $property }.
        [one] One row of a filter looks at { $property }.
       *[other] { $count } rows of filters look at { $property }.
    }
subscriptions-asks = Asks for
subscriptions-besides = And besides
subscriptions-finding = For the value
subscriptions-holds = Holds
subscriptions-fails = Fails
subscriptions-other-type = Other type
subscriptions-start-from = Start from
subscriptions-start-nothing = nothing
subscriptions-use-inject = Use the inject panel’s properties
subscriptions-add-property = Add a property to it
subscriptions-no-properties = No properties yet: a message without promoted properties matches no filter. Add one, or start from a message or a template.
subscriptions-property-name = Property { $number } of the question
subscriptions-property-value = Value { $number } of the question
subscriptions-property-type = Type { $number } of the question
subscriptions-property-remove = Remove property { $number } from the question
subscriptions-bound-to = Sent by an orchestration that is bound to { $name }
subscriptions-without-binding = Leave the binding out
subscriptions-answer =
    { $gets ->
        [one] One copy
       *[other] { $gets } copies
    }; nearly: { $nearly }, not: { $not }
subscriptions-nobody = Nobody: it would be a routing failure. Nearly: { $nearly }, not: { $not }
subscriptions-outcome = Outcome
subscriptions-nearly = Nearly
subscriptions-why = Why
subscriptions-rule = Rule
refused-question = The question cannot be asked
why-none-no-members = The group { $group } is enlisted and has no member, so it has no subscription. Add a send port to it.
why-none-no-enlisted-member = The group { $group } is enlisted and none of its members is, so it has no subscription. Enlist a member.

### What host instances do: retries, windows, backup transport, order, clock

transport-primary = primary transport
transport-backup = backup transport
a-host-instance = a host instance
fact-sent-by = { $message } was sent by { $name } to { $address }, by the host instance on { $server }.
fact-send-failed-attempt = Attempt { $attempt } of { $of } on the { $transport } of { $name } failed for { $message }: { $error }.
fact-scheduled = { $message } is Scheduled at { $name }: the service window of the { $transport } opens { $until }.
fact-publishing-delayed =
    { $count ->
        [one] A message is not published yet: the queues of { $host } hold { $held } messages, its threshold is { $threshold }. It is published { $until } at the latest.
       *[other] { $count } messages are not published yet: the queues of { $host } hold { $held } messages, its threshold is { $threshold }. They are published { $until } at the latest.
    }
fact-publishing-delayed-behind =
    { $count ->
        [one] A message waits to be published behind earlier ones to the same host, until { $until } at the latest.
       *[other] { $count } messages wait to be published behind earlier ones to the same host, until { $until } at the latest.
    }
delayed-to = to { $name }
delayed-from = from { $name }
delayed-by-properties = by their properties
refused-too-much-delayed = Host throttling holds back { $most } publications already. Whoever publishes waits until the queues are shorter.
derived-throttling-delay = the page says that the delay grows with how grave the condition is, and that it is at most 5 minutes; here it grows from 1 second at the threshold to 5 minutes at twice the threshold
fact-window-opened = The service window of { $name } is open: { $message } is ready to run.
fact-sending = { $message } is on its way through { $name }, in the hands of { $server }; the destination answers { $until }.
fact-will-retry = { $name } sends { $message } again { $at }.
fact-backup = The attempts of { $name } are used up: the backup transport sends { $message } to { $address }.
fact-taken-back = { $message } is ready to run again: the host instance that had it in hand ({ $server }) ended without a word. It may have been sent already, and is sent again.
fact-handed-back = { $message } was handed back by the host instance on { $server }, which stopped.
fact-failed-message-routed = { $message } could not be sent by { $name }: the error message { $report } was published instead of suspending it.
fact-ack = { $name } delivered { $message }: the acknowledgement { $acknowledgement } was published.
fact-ack-discarded = { $name } delivered { $message }: nobody subscribes to the acknowledgement, it was discarded.
fact-nack = { $name } could not deliver { $message }: the negative acknowledgement { $acknowledgement } was published.
fact-nack-discarded = { $name } could not deliver { $message }: nobody subscribes to the negative acknowledgement, it was discarded.
fact-pending-suspend = Suspend is pending for the service instance { $instance } of { $message }: its host instance has it in hand.
fact-pending-terminate = Terminate is pending for the service instance { $instance } of { $message }: its host instance has it in hand.
fact-host-killed = The instance of the host { $name } on { $server } was killed.
fact-host-disabled = The instance of the host { $name } on { $server } is disabled from starting.
fact-host-enabled = The instance of the host { $name } on { $server } may be started again.
fact-failed-over = The clustered host { $name } failed over from { $from } to { $to }.
cause-behind = it waits behind { $front } in the ordered instance of { $port }, which is suspended
hub-cause-behind = Behind a suspended message
line-retry = { $message } could not be sent by { $port } (attempt { $attempt } failed) and is sent again { $at }.
line-window = { $message } is Scheduled at { $port }: its service window opens { $opens }.
line-behind = { $message } waits at { $port } behind { $front }: the port delivers in order, one message at a time.
addressing-failed-message = to whoever subscribes, as the error message of { $message } that { $port } could not send
addressing-acknowledgement = to whoever subscribes, as the delivery notification of { $message } from { $port }
messages-error-of = Error message of { $message }
messages-acknowledgement-of = Delivery notification of { $message }
instance-no-pending = { $operation } is pending for the service instance { $instance }: it is done as soon as its host instance lets go of it. One operation at a time can be pending.
deed-remove-front = Take the first message, { $instance }, out of its ordered instance
refused-not-in-a-suspended-order = The service instance { $instance } is not part of a suspended ordered instance.
refused-not-the-front = Only the first message of an ordered instance can be taken out; { $instance } is behind another one.
host-restart = Restart
host-disable = Disable from starting
host-enable = Enable
host-kill = Kill
deed-host-command = { $command }: instance of the host { $host } on { $server }
refused-host-disabled = The instances of the host { $host } on { $servers } are disabled from starting.
refused-no-instance-on = The host { $host } has no instance on { $server }.
refused-host-not-running = The instance of the host { $host } on { $server } is not running.
refused-host-running = The instance of the host { $host } on { $server } is running. It can be disabled only while it is stopped.
deed-clock = Set the clock
clock-real-done = The clock shows real time.
clock-paused-done = The clock was stopped.
clock-runs-done = { $speed ->
    [one] The clock runs.
   *[other] The clock runs { $speed } times as fast.
}
clock-step-done = { $seconds ->
    [one] The clock was put forward by a second.
   *[other] The clock was put forward by { $seconds } seconds.
}
clock-next-done = The clock was put forward to the next event.
clock-to-done = The clock was put forward to { $time }.
refused-clock-speed = The clock runs at most 86,400 times as fast: a day in a second.
refused-clock-step = A step of the clock is between one second and one year.
refused-clock-nothing = Nothing is waiting for a time: no retry, no service window, no lease.
refused-clock-back = The clock cannot be put back.
outcome-error-routed = Error message routed
report-error-routed = { $count } as an error message
line-error-routed = { $message } could not be delivered by { $port }: { $cause }. Its error message was published instead of suspending it.
transport-timed-out = { $address } did not answer in time
### The diagram: how it is laid out

diagram-style = Layout
diagram-style-way = Which way it runs
diagram-style-by-room = As there is room
diagram-style-across = From left to right
diagram-style-down = From top to bottom
diagram-style-detail = What is written out
diagram-style-everything = Filters and addresses
diagram-style-filters = Filters
diagram-style-names = Neither
### Inside a send port

inside-title = Inside this port
inside-spoken = Step { $number }, { $step }: open the page { $page }
inside-none = none
inside-named-only = (named, not executed)
inside-subscription = Subscription
inside-filter = filter { $filter }
inside-no-filter = by address only, no filter
inside-by-way-of = and via
inside-queue = Work queue
inside-queue-of = { $host }, priority { $priority }
inside-queue-ordered = { $host }, priority { $priority }, in order
inside-any-host = host of the adapter
inside-window = Service window
inside-no-window = none, at any time
inside-window-from = { $start } to { $stop }
inside-outbound-map = Outbound map
inside-encryption = Certificate
inside-transport = Transport
inside-dynamic = address and adapter come with the message
inside-retries = Retries
inside-again =
    { $count ->
        [0] no retries
        [one] { $count } retry
       *[other] { $count } retries
    }, { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } apart
inside-failure = If all fails
inside-failure-suspended = the message is suspended
inside-failure-stops = the port’s instance is suspended with all later messages
inside-failure-routed = an error message is published instead
inside-inbound-map = Inbound map
inside-response = Response
inside-response-published = is published to who waits for it or subscribes to it

### What is not Started

command-show-not-started = What is not Started
only-not-started = not Started
standing-not-started = Not Started: { $number }
standing-holding =
    Not Started: { $number }, { $holders ->
        [one] one holds messages
       *[other] { $holders } hold messages
    }
standing-holds =
    { $count ->
        [one] { $name } is { $state } and holds one message.
       *[other] { $name } is { $state } and holds { $number } messages.
    }
standing-holds-types =
    { $count ->
        [one] { $name } is { $state } and holds one message ({ $types }).
       *[other] { $name } is { $state } and holds { $number } messages ({ $types }).
    }
standing-types = { $types }
standing-types-more = { $types } and { $count } more
standing-hint = Click to list the send ports and groups that are not Started.
stop-told =
    { $name } is { $state }. { $of ->
        [one] The last message
       *[other]
            { $count ->
                [one] One of the last { $of } messages
               *[other] { $count } of the last { $of } messages
            }
    } went to it. { $next }
stop-told-types =
    { $name } is { $state }. { $of ->
        [one] The last message
       *[other]
            { $count ->
                [one] One of the last { $of } messages
               *[other] { $count } of the last { $of } messages
            }
    } went to it ({ $types }). { $next }
stop-next-stopped = What comes now is suspended until it is started.
stop-next-bound = It has no subscription any more: what comes now is not delivered to it.
findings-nothing-matched =
    { $kinds ->
        [one] Its filter matches no message that was published lately (one kind).
       *[other] Its filter matches no message that was published lately ({ $kinds } kinds).
    }
report-more-than-once =
    { $count ->
        [2] { $port } gets it twice
       *[other] { $port } gets it { $count } times
    }: its own subscription and that of each of its groups make a copy each.
### Keys and operators in words

key-page-up = PageUp
key-page-down = PageDown
key-up = Up
key-down = Down
key-left = Left
key-right = Right
operator-equals = is equal to
operator-not-equals = is not equal to
operator-less = is less than
operator-greater = is greater than
operator-less-or-equal = is at most
operator-greater-or-equal = is at least
### Window: suspended service instances

suspended-column-cause = Cause
suspended-column-instance = Instance
suspended-column-instances = Instances
suspended-column-resumable = Resumable
suspended-column-since = Since
suspended-column-attempts = Attempts
suspended-column-created = Created
suspended-causes = Causes
suspended-all-causes = All causes
suspended-cause-with-count = { $cause } ({ $count })
suspended-chosen =
    { $count ->
        [one] 1 selected
       *[other] { $count } selected
    }
suspended-port = Go to the send port

### Running without a window

store-looked-through = The MessageBox was not closed cleanly and is being looked through for damage since { $since }. Work goes on meanwhile.
store-in-doubt = The MessageBox was not closed cleanly, and nobody has looked yet whether it is damaged. That happens when the document is next opened.
store-look-end = End this check
store-look-now = Check now
store-found-damaged = The MessageBox was not closed cleanly and is damaged: { $error }. Nothing more is written to it. Close the document and open it again: the messages can then be set aside and a new MessageBox begun.
run-no-template = { $file } has no message template { $name }. It has: { $templates }.
run-no-templates = { $file } has no message templates, so there is no { $name }. The window makes them on the page of a message.
run-tried-again = { $what }. It is tried again until the time is up.
run-done = Everything is done.
run-time-is-up = The time is up. What is in progress goes on the next time.
run-stopped = Ended as it was told to. What is in progress goes on the next time.
run-live-password = The password of { $user } for { $server } is not known; keep it in the keyring with the window
run-live-needs-yes = Nothing was sent: whoever starts this cannot be asked. Look at the addresses, and add --yes to confirm them
run-live-question = Really send there? Type yes to confirm:
run-live-yes = yes
run-live-not-confirmed = Nothing was sent, as it was not confirmed
run-summary = Published: { $published }. Delivered: { $delivered }. In progress: { $progress }. Suspended: { $suspended }, of which routing failures: { $failures }.
### How a service instance stands

waiting-retry = Retrying
waiting-window = Scheduled
waiting-behind = Queued
standing-retry = Attempt { $attempt } of { $of } on the { $transport } failed, again { $at }
standing-retry-beyond = Attempt { $attempt } on the { $transport } failed, again { $at }
standing-handed-back = Handed back by its host instance; it goes on as soon as an instance of its host runs
standing-window = The service window of the { $transport } opens { $opens }
standing-in-hand = In the hands of { $server }
standing-in-hand-until = In the hands of { $server }, until { $until }
standing-in-order = Waits its turn: the port delivers in order, one message at a time
standing-backup-next = The attempts on the primary transport are used up, the backup transport is next
standing-pending-terminate = Terminate is pending: its host instance has it in hand. It is done when the host instance lets go of it.
standing-pending-suspend = Suspend is pending: its host instance has it in hand. It is done when the host instance lets go of it.
standing-transport = { $transport }, { $attempts ->
    [0] no attempt yet
    [one] one attempt on it
   *[other] { $attempts } attempts on it
}
standing-server = last in the hands of { $server }
standing-part-of = Part of the ordered service instance { $service }.
service-holds = The ordered service instance { $service } holds { $count } messages, { $front } first.
standing-show-all = Show all its messages
cause-front-taken = { $front } before it was taken out of the ordered instance of { $port }, which stays suspended
cause-front-taken-some = the message before it was taken out of the ordered instance of { $port }, which stays suspended
cause-behind-some = it waits behind another message in the ordered instance of { $port }, which is suspended
hub-cause-front-taken = First one, after another was taken out
instances-of-service = ordered service instance { $service }
instances-holds =
    { $count ->
        [one] holds one message
       *[other] holds { $count } messages
    }
instances-count-holding =
    { $count ->
        [one] 1 service instance
       *[other] { $count } service instances
    } holding { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    }
instances-holding =
    { $count ->
        [one] It holds one message.
       *[other] They hold { $number } messages.
    }
instances-reading = What the service instance holds is being read.
suspended-counts-holding =
    { $count ->
        [one] 1 instance
       *[other] { $count } instances
    } holding { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    }, resumable: { $resumable }, since { $since }
suspended-column-messages = Messages
suspended-column-standing = How it stands
suspended-column-transport = Transport
suspended-column-due = Next
suspended-column-server = Server
suspended-remove-front = Take out the first message…
suspended-find-failed = Find the failed message
suspended-not-ordered = The service instance { $instance } is not of a port with ordered delivery: it holds this message alone.
remove-front-title = Take out { $message }?
remove-front-lead = The first message of a suspended ordered instance is discarded. Those behind it stay as they are.
remove-front-no-undo = It cannot be undone. The order has a gap where the message was.
remove-front-next =
    { $count ->
        [one] { $next } is behind it: it is the first one then, and stays suspended until the instance is resumed.
       *[other] { $count } messages are behind it. { $next } is the first one then, and all stay suspended until the instance is resumed.
    }
remove-front-last = No message is behind it: the service instance ends with it.
remove-front-now = Take it out
resume-in-order = The whole ordered instance goes on, in the order of its messages, { $front } first. If { $front } fails again, it stops again.
resume-in-order-one = The ordered instance goes on with { $front }.
terminate-lead-ordered = An ordered service instance is terminated as a whole: { $count ->
        [one] its message is discarded.
       *[other] all { $number } messages are discarded before they are done.
    }
terminate-now-messages = Terminate { $count ->
        [one] it
       *[other] all { $number } messages
    }
terminate-pending = What a host instance has in hand is terminated when the host instance lets go of it; it may be delivered before.
messages-routed-as = Error message: { $message }
messages-acknowledged-by = Delivery notification: { $message }
timeline-gap-s = { $count } s after the one before
timeline-gap-min = { $count } min after the one before
timeline-gap-h = { $count } h after the one before
standing-lease = The host instance on { $server } ended with it in hand. Another one takes it when its lease ends, { $until }; it may have been sent already
guard-ordered-with-backup = { $name } has ordered delivery and a backup transport. A backup transport is not supported with ordered delivery, since it would let a message overtake another: remove the backup transport, or turn ordered delivery off.
backup-not-with-ordered = This port has ordered delivery: a backup transport is not supported with it, since it would let a message overtake another. To have one, turn ordered delivery off first.
backup-remove = Remove the backup transport
backup-without-order = Turn ordered delivery off
starving =
    { $count ->
        [one] 1 message of { $port } (priority { $priority }) waits
       *[other] { $number } messages of { $port } (priority { $priority }) wait
    } on { $host } since { $since }, while what came later for ports of a higher priority ({ $ahead }) is taken first. Nothing is fair between priorities: under load a low one can wait for ever.
starving-more = and { $count } more send ports that wait behind higher priorities
findings-taken-before =
    { $count ->
        [one] Another send port of { $host } has a higher priority ({ $highest }, this one { $priority }) and is always taken first.
       *[other] { $count } other send ports of { $host } have a higher priority (up to { $highest }, this one { $priority }) and are always taken first.
    } Under load this one can wait for ever; the same priority everywhere, or a host of its own, avoids it.
cause-transport-some = { $port } could not send
### The clock of the document

menu-clock = Clock
command-clock-next = Jump to next event
command-clock-pause-or-run = Pause or run the clock
command-clock-step-second = Put the clock forward by 1 second
command-clock-step-minute = Put the clock forward by 1 minute
command-clock-step-minutes = Put the clock forward by 5 minutes
command-clock-step-hour = Put the clock forward by 1 hour
command-clock-speed-1 = Run the clock at its usual speed
command-clock-speed-10 = Run the clock 10 times as fast
command-clock-speed-60 = Run the clock 60 times as fast: a minute in a second
command-clock-speed-600 = Run the clock 600 times as fast: 10 minutes in a second
command-clock-speed-3600 = Run the clock 3,600 times as fast: an hour in a second
command-clock-real = Back to real time
command-clock-coming = What is coming…
why-not-clock-real = The clock shows real time already.
clock-shows-real = Real time
clock-stands = { $time } (virtual, standing)
clock-runs = { $time } (virtual, ×{ $speed })
clock-hint-real = The document goes by the clock of this computer. Pause it, or jump to the next event, and it has a virtual clock of its own.
clock-hint-virtual = { $time }. The document has a virtual clock: retries, service windows and leases go by it.
clock-pause = Pause
clock-run = Run
clock-next-short = Next event
clock-short-second = +1 s
clock-short-minute = +1 min
clock-short-minutes = +5 min
clock-short-hour = +1 h
clock-speed = Speed
clock-coming = Coming ({ $number })
clock-nothing-comes = Nothing is waiting for a time
coming-title = What is coming
coming-line = { $time }: { $what }
coming-at = { $time }, in { $left }
coming-in-seconds = { $count } s
coming-in-minutes = { $count } min
coming-in-hours = { $count } h
coming-in-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
coming-retry = Retry { $retry } of { $of } of { $message } at { $name }
coming-retry-backup = Retry { $retry } of { $of } of { $message } at { $name }, by the backup transport
coming-retry-plain = Retry of { $message } at { $name }
coming-window = Service window of { $name } opens for { $message }
coming-publishing =
    { $count ->
        [one] Delayed publishing of a message { $way }
       *[other] Delayed publishing of { $count } messages { $way }
    }
coming-jump-publishing = Jump to delayed publishing { $number }
coming-answer = Destination of { $name } answers for { $message }
coming-lease = Lease of { $server } on { $message } at { $name } ends
coming-jump = Jump there
coming-jump-spoken = Jump there: { $message } at { $name }
coming-show-spoken = Show { $message } at { $name }
coming-first = The first { $number } are listed.

### Hosts, their instances, and simulated destinations at a glance

node-host-instances = Host instances
hosts-clustered = clustered
hosts-active = Active
hosts-standing-by = Standing by
hosts-disabled = Disabled from starting
hosts-work-queue = Work queue: { $number }
hosts-ready = Ready to run: { $number }
hosts-suspended-queue = Suspended queue: { $number }
hosts-throttled = Throttled (state { $state }): { $number } messages in its queues, threshold { $threshold }. What is published to it is delayed.
hosts-delayed =
    { $count ->
        [one] 1 message is held back, until { $until } at the latest.
       *[other] { $number } messages are held back, until { $until } at the latest.
    }
page-host-throttling = Throttling
property-message-count = Message count in database
property-message-count-now = Present count
property-message-count-note = With more messages than this in its work queue and suspended queue together, what is published to the host is delayed, and never dropped. Suspended messages count. 0 switches it off.
property-throttling-reason = { $citation } The length of the delay: { $derived }
hosts-queue-spoken = { $host }, { $queue }
hosts-act = { $action } { $host } on { $server }
hosts-nothing-in-hand = Nothing in hand
hosts-in-hand = In hand: { $number }
hosts-in-hand-at-least = In hand: at least { $number }
hosts-leased = Leased until { $until }: { $number }
hosts-kill-warning = Kill ends an instance without warning, as a crash would. What it has in hand stays Active until its lease ends, 30 seconds later. Then another instance of the host takes it, and may send it a second time.
hosts-serves = Sends for
hosts-serves-none = No send port sends through this host.
property-clustered = Clustered
property-clustered-note = Of the running instances of a clustered host one is active and takes messages. The others stand by, and one of them takes over when it ends.
property-disable-instance = Disable host instance from starting, on { $server }
property-disable-runs = The instance on { $server } is running. Stop it before you disable it.
property-instance-disabled = The instance is disabled from starting. Enable it first.
problem-clustered-isolated = Only an in-process host can be clustered: an isolated one runs in a process of its own.
problem-active-not-there = The host has no instance on { $server }, which is named as the active one.
problem-disabled-runs = The instance on { $server } is disabled from starting and cannot be running.
details-destination-switch-backup = How the simulated destination of the backup transport answers
destinations-filter = Filter by port or address
destinations-not-up = Only those that are not up
destinations-count = { $number } of { $of } send ports
destinations-all-up = All simulated destinations are up.
destinations-none = No send port matches.
destinations-switch = How the destination of { $name } answers
destinations-switch-backup = How the destination of the backup transport of { $name } answers
destinations-backup = Backup
destinations-number = { $what }: { $number }
help-view-host-instances = Every host with its instances: start, stop, restart, disable or kill them, and see what each has in hand, which queues are filled and which send ports it serves.
help-view-destinations = Every simulated destination with its switch: up, down, slow, fails a few times, or refuses. A port with a backup transport has a second one.
### ---- Steps of scenarios

problem-no-injected = No message { $number } has been injected by this step.
problem-promises = There are { $promises } promises for { $messages ->
        [one] one message
       *[other] { $messages } messages
    }: each message has one of its own.

### ---- Servers and Message Queuing

deed-server-up = Bring server { $server } up
deed-server-down = Take server { $server } down
fact-server-up = Server { $name } came up.
fact-server-down = Server { $name } went down, with the host instances and the Message Queuing on it.
fact-in-outgoing-queue = { $message } is in the outgoing queue of Message Queuing on { $owner }: for { $name } it is sent.
fact-forwarded = Message Queuing on { $owner } brought { $message } from { $name } to { $address }.
refused-no-server = No host has an instance on { $server }.
refused-server-down = No instance of { $host } can start, because its server is down: { $servers }. Bring the server up first.
server-take-down = Server down
server-bring-up = Server up
outgoing-waiting = Outgoing queue of Message Queuing on { $owner } (simulated): { $count ->
        [one] 1 message
       *[other] { $count } messages
    } of { $port }, until the destination takes { $count ->
        [one] it
       *[other] them
    }
outgoing-stranded = Outgoing queue of Message Queuing on { $owner } (simulated): { $count ->
        [one] 1 message
       *[other] { $count } messages
    } of { $port }, stranded until the server is up
who-gets-no-property = “{ $text }” is no property. Write it as NAME=VALUE.
who-gets-twice = The property { $property } is given twice.
who-gets-via = { $port }, by way of { $group }
who-gets-or = or

### Scenarios and lessons from a terminal

fate-no-host-instance = Waits for a host instance
fate-on-its-way = On its way
broken-nothing-suspended = Nothing is suspended at { $port }.
broken-not-there = What it acts on is not there.
broken-refused = This is refused: { $why }
broken-not-refused = This is promised to be refused, and it was done.
broken-no-report = Nothing is known of { $message } any more.
broken-fate = { $message }, { $copy }: promised is { $promised }, it is { $came }.
broken-missing = { $message }: a copy for { $copy } is promised, and there is none.
broken-unpromised = { $message }: there is a copy for { $copy } ({ $came }), and none is promised.
broken-failure = { $message }: copies are promised, and nobody got one. It is a routing failure.
broken-no-failure = { $message }: a routing failure is promised, and there are copies for { $copies }.
broken-arrived = { $promised ->
        [one] One message is promised
       *[other] { $promised } messages are promised
    } to have arrived from { $port }, it is { $came }.
broken-clock = The clock is promised to show { $promised }, it shows { $came }.
check-finding = { $place }: { $what }
check-not-played = It could not be played: { $why }
check-document = { $file } is a document. A document promises nothing; sendport run runs it.
check-empty-text = This text is empty.
check-not-translated = This text is the same in both languages.
check-one-line = This text stands in a single line: it can have no empty line in it.
check-no-template = The document has no template of this message: whoever plays the scenario by hand would have to type it.
check-not-reached = { $count ->
        [one] This step is not reached
       *[other] This step and those after it, { $count } in all, are not reached
    }, since the one before it cannot be taken.
check-fine = { $files ->
        [one] One file
       *[other] { $files } files
    } checked, all is well.
check-summary = { $files ->
        [one] One file
       *[other] { $files } files
    } checked, { $findings ->
        [0] nothing
        [one] one thing
       *[other] { $findings } things
    } to put right, { $unusable ->
        [0] all could be read.
        [one] one could not be read.
       *[other] { $unusable } could not be read.
    }
problem-no-such-file = A file of training begins with Scenario(, Lesson( or Recording(, and this one begins with { $found }.
problem-long-text = A text has at most { $limit } characters here.
problem-steps = At most { $limit } steps are allowed.
problem-messages = The steps up to this one inject more than { $limit } messages, which is the most that is allowed.
problem-ports = { $count } send ports and groups are too many: at most { $limit } are allowed.
play-step = Step { $number } of { $of }.
play-copy = { $copy }: { $outcome }
play-broken = Not as promised: { $what }
play-kept = Every promise holds.
play-not-kept = { $count ->
        [0] No promise was broken, and not every step could be taken.
        [one] One promise does not hold.
       *[other] { $count } promises do not hold.
    }

### Lessons

answer-allowed = It can be done
answer-not-allowed = It cannot be done
answer-none = No answer
answer-nothing = Nothing
answer-part = { $name }: { $what }
answer-parts = { $parts }
ask-allowed = Can it be done now: { $action } on { $name }?
ask-states = { $action } on { $name }: in which states is everything afterwards?
ask-resume = What becomes of the message when { $port } is to resume it?
ask-copies = Who gets the message, and what becomes of each copy?
ask-copies-to = The message is addressed to { $target }. Who gets it, and what becomes of each copy?
hint-states = Look at the states. { $states }
hint-rules = What holds here: { $rules }
hint-own-state = An action changes the state of that on which it is done, and of nothing else
hint-resume = Resume acts on the service instance and does not ask for the state of the port.
hint-answer = The answer: { $answer }
problem-no-template = There is no message template { $name }.
problem-no-scenario = The program has no scenario { $number }.
problem-before = This takes a service instance, which is chosen by whoever learns: it cannot be done before.
problem-ask = This cannot be asked about that. Copies asks about one injected message, States and Allowed about an action, Fate about Resume.
problem-no-goal = There is no goal.
problem-hints = There are { $hints } hints: there are to be { $wanted }.
broken-no-answer = It was done, and the question has no answer.
broken-hints = The hints that come from the rules do not lead to this answer: write three of your own.
broken-goal-holds = The goal holds before anything is done.
broken-goal = The way does not lead to the goal.
broken-way-too-long = The goal holds before this is done: the way is too long.
broken-is-refused = This is promised to be possible, and it is refused.
broken-resumed = Promised is { $promised }, it is { $came }.
check-shorter = There is a shorter way to the goal: { $way }.
check-act = { $action } { $name }
play-answer = Answer: { $answer }
diagnosis-too-little = Too little was answered to tell more.
diagnosis-knows = The answers are those of somebody who knows the rules.
diagnosis-guesses = The answers are as good as guessed.
diagnosis-holds = The answers fit somebody who believes: “{ $belief }”
progress-title = What { $trainee } understood
progress-summary = { $right } of { $of } predictions were right.
progress-named = “{ $belief }” ({ $count } times) { $but }
progress-outcomes = Outcomes that were predicted rightly
progress-actions = Actions that were predicted rightly
progress-path = The message comes
progress-action = Action
progress-lesson = { $number }. { $title }
progress-not-done = Not done.
progress-right = Right: { $truth }
progress-wrong = Predicted: { $given }. True: { $truth }
progress-reached = { $actions ->
        [one] Done with one action
       *[other] Done with { $actions } actions
    }; it takes { $par }.
progress-hints = { $hints ->
        [one] One hint was read.
       *[other] { $hints } hints were read.
    }

### What looks wrong

node-lints = Findings
lint-kind-never-matches = Filter never matches
lint-kind-not-promoted = Property not promoted
lint-kind-twice = Delivered twice
lint-kind-loop = Loop
lint-kind-unreachable = Nothing reaches it
lint-kind-started-for-nothing = Started for nothing
lint-kind-ordered-with-backup = Ordered with backup
lint-kind-delivery-notification = Several acknowledgements
lint-kind-equal-filter = Same filter
lint-kind-contained-filter = Filter within another
lint-level-warning = Warning
lint-level-note = Note
lint-contradiction = No message has a value for which all of this holds: { $predicates }. { $so }
lint-no-value = No value makes this hold: { $predicates }. { $so }
lint-other-type = { $predicate } compares with another type: { $property } is { $type }. { $so }
lint-not-promoted = Nobody promotes { $property }: no page and no property schema declares it. { $so }
lint-written-only = { $property } stands in the context of messages and is not promoted. { $so }
lint-so-nothing-matches = So the filter matches nothing.
lint-so-alternative-is-dead = So alternative { $number } of the filter matches nothing.
lint-twice-member = { $port } and the group both have a filter: a message that matches both is delivered to { $port } twice.{ $more ->
        [0] {""}
        [one] {" "}So it is with another member.
       *[other] {" "}So it is with { $more } other members.
    }
lint-twice-own = A message can match its own filter and that of its group { $group }: then it comes twice.{ $more ->
        [0] {""}
        [one] {" "}Another pair of ways does the same.
       *[other] {" "}{ $more } other pairs of ways do the same.
    }
lint-twice-own-all = Its own filter and that of its group { $group } match the same: what matches the narrower one comes twice.{ $more ->
        [0] {""}
        [one] {" "}Another pair of ways does the same.
       *[other] {" "}{ $more } other pairs of ways do the same.
    }
lint-twice-groups = A message can match the filters of its groups { $other } and { $group }: then it comes twice.{ $more ->
        [0] {""}
        [one] {" "}Another pair of ways does the same.
       *[other] {" "}{ $more } other pairs of ways do the same.
    }
lint-twice-groups-all = The filters of its groups { $other } and { $group } match the same: what matches the narrower one comes twice.{ $more ->
        [0] {""}
        [one] {" "}Another pair of ways does the same.
       *[other] {" "}{ $more } other pairs of ways do the same.
    }
lint-loop-response = Its response can match its own filter: it would be sent again, and so on.
lint-loop-failed-message = The error message of what it cannot transmit matches its own filter: it comes back to it, and so on.
lint-loop-failed-message-via = The error message of what it cannot transmit comes back to it by way of its group { $group }, and so on.
lint-unreachable = No message can reach it: it has no filter, no group with a filter, and no orchestration is bound to it.
lint-unreachable-dead = No message can reach it: its filter matches nothing, no group leads to it, and no orchestration is bound to it.
lint-started-for-nothing = It is Started and waits in vain: messages come by way of { $groups } only, and none of these is Started.
lint-delivery-notification = The template { $template } asks for a delivery notification and goes to { $members } members: as many acknowledgements come back, and whoever sent it waits for one.
lint-equal-filter = The same filter as { $others }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }: each of them gets a copy.
lint-contained-filter = Whatever matches it matches { $others }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    } too.
lint-do-never-matches = Change one of the predicates, or put Or between them.
lint-do-not-promoted = Declare it in a property schema, or filter by a property that is promoted.
lint-do-twice = Take one of the filters away, or make them exclude each other.
lint-do-loop = Narrow the filter so that it leaves out what comes back, such as by its message type or SendPortName.
lint-do-unreachable = Give it a filter, put it into a group that has one, or bind an orchestration to it.
lint-do-started-for-nothing = Start one of the groups, or give it a filter of its own.
lint-do-ordered-with-backup = Switch ordered delivery off, or remove the backup transport.
lint-do-delivery-notification = Send to one send port, or do not ask for a delivery notification.
lint-do-equal-filter = Where both are meant to get it, nothing. Else change one of them, or stop one of the ports.
lint-do-contained-filter = Where both are meant to get it, nothing. Else narrow the wider one.
derived-lint-contradiction = all predicates of an alternative must hold of the one value that a message has
derived-lint-twice = each subscription that matches makes a copy, the port’s own and that of each group
derived-lint-response = a response is published like any message, and whoever subscribes to it gets it
derived-lint-failed-message = the error message is published like any message, and whoever subscribes to it gets it
derived-lint-related = what one filter asks for follows from what the other asks for
lints-none = Nothing looks wrong.
lints-where = Where
lints-level = Weight
lints-kind = Finding
lints-any-kind = All findings
lints-what = What
lints-do = What to do
lints-why = Why
lints-notes = Notes too
lints-file = findings
lints-working = Looking… { $percent } %
lints-count =
    { $count ->
        [one] One finding
       *[other] { $count } findings
    }
lints-more =
    { $count ->
        [one] One more finding
       *[other] { $count } more findings
    }
lints-open-page = Open its page…
lints-summary = Warnings: { $warnings }, notes: { $notes }
details-nothing-lint = Select a finding to see what it is about.
help-view-lints = What looks wrong in the configuration: filters that never match, messages that come twice or go round, ports that nothing reaches. Enter leads to the send port or group.
export-table = Export
export-tsv = As tab-separated text…
file-save-table = Save the table
terminal-as-started = A binding file has no states: all ports and groups are taken as Started.

### A filter as text, and tried

filter-as-text = Filter as text
filter-text-wrong = Line { $line }, column { $column }: { $what }
filter-text-property = here the name of a property is missing, such as BTS.MessageType
filter-text-operator = here an operator is missing: ==, !=, <, >, <=, >= or Exists
filter-text-single = is equal to is written ==
filter-text-value = here a value is missing: a text in quotes, a number or a time
filter-text-and-or = And or Or ties the next predicate to this one
filter-text-quote = this quote is not closed
filter-text-parenthesis = this parenthesis is not closed
filter-text-unquoted = a text stands in quotes: { $quoted }
filter-text-too-large = { $word } is too large for an integer
filter-text-needs-quotes = { $property } is of type { $type }: its value stands in quotes
filter-text-type = { $property } is of type { $type }, and this value is not
filter-text-too-deep = more than { $most } parentheses in each other
filter-text-too-many = more than { $most } rows
filter-trial = Tried with a message
filter-trial-with = Message
filter-trial-inject = What stands in the inject panel
filter-trial-no-message = What stands in the inject panel is no message that can be published.
filter-trial-empty = There is no filter to try.
filter-trial-matches = The filter matches it.
filter-trial-does-not-match = The filter does not match it.
filter-trial-alternative = Alternative { $number }
subscriptions-all-applications = All applications
subscriptions-file = subscriptions
subscriptions-file-who = who-would-get-it
subscriptions-file-property = who-looks-at-it
inject-who-gets = Who would get this?

### Lessons in the window

command-lessons = Lessons…
find-lesson = Lesson
find-lesson-entry = Lesson { $number }. { $title }
file-save-report = Save
lesson-title = Lesson
lesson-leave = Leave
lesson-again = Again
lesson-hint = Hint { $number } of { $of }
lesson-next = Next step
lesson-skip = Skip
lesson-predict = Predict
lesson-nobody = Routing failure: nobody gets it
lesson-choose-all = Choose an answer in every row first.
lesson-predicted = You predict: { $answer }
lesson-run = Run it
lesson-send = Send { $template }
lesson-right = Right
lesson-right-nobody = Right: nobody gets it, it is a routing failure
lesson-wrong = Not quite
lesson-wrong-nobody = Not quite: nobody gets it, it is a routing failure
lesson-piece-right = { $name }: { $truth }, as predicted
lesson-piece-wrong = { $name }: predicted { $given }, true { $truth }
lesson-whole-right = { $truth }, as predicted
lesson-whole-wrong = Predicted { $given }, true { $truth }
lesson-rule = { $rule } ({ $source })
lesson-by-way = By way of { $group }: { $why }
lesson-belief = Perhaps you think: “{ $belief }”
lesson-over = The lesson is over.
lesson-following = Next lesson: { $title }
lesson-all = All lessons
lesson-weakest = Weakest cell: { $cell }.
lesson-progress-unreadable = The progress cannot be read
lessons-title = Lessons
lessons-about = Each step is one thing to predict or to do. Any right way counts, and nothing is locked: hints, skipping and the rest of the window are there all the time.
lessons-trainee = Your name
lessons-somebody = Trainee
lessons-state = { $done } of { $of } steps, { $minutes } min
lessons-begin = Begin lesson { $number }
lessons-report = Report…
lessons-hand-in = Hand in…
lessons-nothing-yet = Nothing has been done yet.
lesson-par = { $par ->
        [one] One action is enough
       *[other] { $par } actions are enough
    }; { $actions ->
        [0] none so far.
        [one] one so far.
       *[other] { $actions } so far.
    }
recovery-from-lesson = Lesson { $number }

### Predict, then run

command-predict-first = Predict first
command-predict-no-more = Predict no more
command-practise = Practise the weakest cell
setting-predict-first = Predict first
setting-predict-first-about = Before a message is sent, you tell what will become of it
setting-predict-first-on = Ask before each message
predict-title = What will become of it?
predict-sent = It is on its way.
predict-each = { $count } messages like this one are sent. Predict what becomes of each.
predict-last = Of the { $count } messages the last { $known } are compared.
predict-alike = This is what became of each of the { $count } messages.
predict-otherwise =
    This is what became of { $message }. { $others ->
        [one] One of the { $count } messages fared
       *[other] { $others } of the { $count } messages fared
    } otherwise, first of them { $summary }
predict-on = From now on you predict before each message.
predict-off = Messages are sent without a prediction again.
predict-too-many = Nothing was asked: { $count } send ports are too many to predict, at most { $limit } are.
practice-title = Practice { $number }
practice-teaching = Look at the states and the filters, and predict.
practice-what = A few send ports, perhaps a group, and one message.
practice-how = Tell what becomes of the message at each port, then read the rule.
practice-notice = Some of the ports mean nothing to the message.
practice-try = Start what is Stopped, enlist what is Bound, and send the message again.
practice-say = The message comes.
recovery-from-practice = Practice
outcomes-right = { $right } of { $of } right
outcomes-both = { $times }, { $right }
outcomes-practise = Practise this cell
lesson-guard = The action table allows it; a further rule does not

### The stage

command-stage = Stage for a class
stage-next = Next scenario
stage-previous = Previous scenario
stage-title = On the stage

### What a question is about

asked-message = The message: { $what }, { $to }.
asked-plain = no type and no properties
asked-type = { $type }
asked-values = { $values }
asked-type-values = { $type } ({ $values })
asked-group = of { $members }; { $filter }
asked-filter = filter { $filter }
asked-no-filter = no filter
asked-port = { $parts }
asked-window = sends from { $start } to { $stop } only
asked-destination = destination: { $behaviour }
asked-backup = a backup transport
asked-host = { $host } does not run
asked-ordered = ordered delivery{ $suspended ->
    [0] {""}
   *[other] , { $suspended } suspended
    }

### A class

command-ask-class = Ask the class…
command-show-verdict = Show the verdict
class-check = A class votes
class-send = Send the message
class-votes = Votes
class-votes-for = { $what }: votes
class-to-votes = Count the votes
class-number = { $count } ({ $percent } %)
class-happened = what happened
class-bar = { $named ->
    [0] { $what }
   *[other] { $name }, { $what }
    }: { $count ->
    [one] one vote
   *[other] { $count } votes
    }, { $percent } %
class-bar-truth = { $named ->
    [0] { $what }
   *[other] { $name }, { $what }
    }: { $count ->
    [one] one vote
   *[other] { $count } votes
    }, { $percent } %, what happened
stage-veil = { $step }: next step. { $back }: back. { $end }: the verdict

### The instructor

command-instructor-window = Instructor’s window
instructor-title = Instructor
instructor-truth = The truth
instructor-would = If the message that is prepared were sent now:
instructor-hidden = { $message }, whose end the stage does not tell yet:
instructor-nothing-prepared = No message is prepared.
instructor-faults = What can fail
instructor-faults-about = What is changed here the stage does not show before the next verdict.
instructor-secret = Something is changed that the stage does not show before the next verdict.
instructor-window = Service window closed
instructor-window-of = { $name }: service window closed
instructor-more-ports = { $count ->
    [one] One more port is
   *[other] { $count } more ports are
    } switched in the console.
instructor-host = { $host } on { $server }: { $state }
instructor-notes = Notes
instructor-hint = Hint { $number }: { $hint }
command-scenarios = Scenarios…
stage-begin = { $ask }: ask the class. { $send }: send the message
scenarios-title = Scenarios

## Recordings

menu-recording = Recording
command-demonstrate = Demonstrate
command-save-recording = Save recording…
command-player-play = Play or pause the recording
command-player-forward = Next moment of the recording
command-player-back = Previous moment of the recording
command-player-take-over = Take over here
command-player-go-on = Go on with the recording
command-player-leave = Leave the recording
player-play = Play the recording
player-pause = Pause the recording
player-position = Position in the recording
player-speed = Speed of the recording
player-times = { $speed } ×
player-place = Moment { $number } of { $of }, { $time } of { $length }
player-moment = Moment { $number }: { $what }
player-said = { $moment }. { $said }
player-beginning = Before the first moment. Whatever you do takes the recording over here.
player-taken-over = Taken over after moment { $number } of { $of }. What you do now is yours; the recording stays as it is.
player-refused = This is refused, and that is what it shows.
player-differs = { $more ->
    [0] Otherwise than recorded, in moment { $number }: { $what } It was recorded by Sendport { $version }.
    [one] Otherwise than recorded, first in moment { $number }: { $what } There is one more. It was recorded by Sendport { $version }.
   *[other] Otherwise than recorded, first in moment { $number }: { $what } There are { $more } more. It was recorded by Sendport { $version }.
}
why-not-no-recording = No recording is shown. Demonstrate plays the scenario that is open, and Open… opens a recording.
why-not-no-demonstration = What is open is no scenario with steps.
why-not-not-taken-over = The recording was not taken over.
why-not-taken-over = The recording was taken over. Go on with it first.
why-not-first-moment = This is before the first moment.
why-not-last-moment = This is after the last moment.
file-save-recording = Save the recording
recording-title = Recording: { $document }
recording-busy = The recording is on its way to this moment; in a moment it can be taken over.
recording-nothing-yet = Nothing has been done in this sitting yet.
recording-cut-short = The recording holds what was done until then. { $why }
recording-not-from-beginning = { $count ->
    [one] When this sitting began, one message was already suspended or under way in the MessageBox: it cannot be played from its beginning. Begin with a MessageBox in which nothing waits, such as that of a scenario or of a new document.
   *[other] When this sitting began, { $count } messages were already suspended or under way in the MessageBox: it cannot be played from its beginning. Begin with a MessageBox in which nothing waits, such as that of a scenario or of a new document.
}
recording-ended-live = Live sending was turned on: what real servers answer cannot be played again.
recording-ended-long = The sitting was longer than a recording can be.
recording-by = Recorded by Sendport { $version }, { $time }
recording-no-copy = no copies
recording-as-before = as before
recording-differs-message = { $message }: recorded is { $recorded }; now it is { $came }.
recording-differs-state = { $name }: recorded is { $recorded }; now it is { $came }.
recording-differs-count = Recorded are { $suspended } suspended and { $progress } under way; now there are { $came-suspended } and { $came-progress }.
recording-refused = This was done when it was recorded, and is refused now: { $why }
recording-not-refused = This was refused when it was recorded, and is done now.
recording-too-much = From moment { $number } on too much happens: more than { $limit } events are not played.
moment-message = message
moment-publish = { $count ->
    [one] Publish a message ({ $kind })
   *[other] Publish { $count } messages ({ $kind })
}
moment-operate-where = { $operation }: all service instances that were chosen
play-moment = { $time }, moment { $number } of { $of }:
play-differs = Otherwise than recorded: { $what }
play-as-recorded = Everything is as it was recorded.
play-not-as-recorded = { $count ->
    [0] It could not be played to its end.
    [one] One thing is otherwise than it was recorded.
   *[other] { $count } things are otherwise than they were recorded.
}
problem-moments = At most { $limit } moments are allowed.
problem-moment-before = This moment is before the one that stands before it: moments stand in their order.
problem-lasts = A recording lasts at least to its last moment, and at most 366 days.
problem-from = The recording has { $moments } moments: it cannot begin to be shown after them.
recovery-from-recording = Taken over from a recording
run-recording = { $file } is a recording: sendport play plays it.
player-leave = Leave
player-busy = On the way to this moment…
clock-recorded = { $time } (recorded)

### Writing scenarios and lessons

menu-write = Write
command-save-part = Save part…
command-save-as-scenario = Save as scenario…
command-new-lesson = New lesson…
command-edit-present = Edit a copy of what is open…
command-edit-file = Edit a scenario or a lesson…
command-back-to-editor = Back to the editor
why-not-nothing-written = What is open is neither a scenario nor a lesson.
why-not-no-desk = Nothing is being written.
file-open-manuscript = Edit a scenario or a lesson
file-save-manuscript = Save
problem-recording-not-written = This is a recording. Open… shows it, and Save as scenario… makes a scenario of it.
recovery-from-own = A scenario or a lesson from a file
step-addressed = { $what }, to { $name }
step-operate = { $operation } the oldest suspended instance of { $port }
step-remove-front = Take the first message out of the suspended instance of { $port }
step-filter = Filter of { $name }: { $filter }
step-no-filter = Take the filter of { $name } away
step-backup = { $what } (backup transport)
authoring-title-scenario = Scenario: { $title }
authoring-title-lesson = Lesson: { $title }
authoring-scenario-title = A sitting with { $document }
authoring-lesson-title = A lesson on { $document }
authoring-taken-after = The scenario begins after “{ $what }”, which no step can do. What came of that stands in its document; messages that were sent before are not in it.
authoring-taken-before = The scenario ends before “{ $what }”, which no step can do.
authoring-taken-otherwise = { $count ->
    [one] One message comes otherwise than in the sitting: what is promised is what the scenario shows.
   *[other] { $count } messages come otherwise than in the sitting: what is promised is what the scenario shows.
}
authoring-predict = Predict: { $what }
authoring-reach = Bring about
authoring-page-texts = Texts
authoring-page-info = Info page
authoring-check = Check
authoring-step-title = { $number }. { $kind }
authoring-title = Title
authoring-teaching = What it teaches
authoring-number = Number
authoring-minutes = Minutes
authoring-english = English
authoring-french = French
authoring-in-language = { $text } ({ $language })
authoring-document = Beginning
authoring-document-holds = { $ports ->
    [one] One send port
   *[other] { $ports } send ports
}, { $groups ->
    [one] one send port group
   *[other] { $groups } send port groups
}, { $templates ->
    [one] one message template
   *[other] { $templates } message templates
}
authoring-as-scenario = It begins as scenario { $number } does.
authoring-take-document = Begin with what the window shows
authoring-steps = Steps
authoring-no-steps = There is no step yet.
authoring-add = Add a step
authoring-move-up = Earlier
authoring-move-down = Later
authoring-remove-step = Remove the step
authoring-is-first = This is the first step.
authoring-is-last = This is the last step.
authoring-fill = Fill in what comes
authoring-filling = It is being played.
authoring-fill-again = Something was changed meanwhile. Fill in once more.
authoring-new-inject = Inject a message
authoring-new-act = Enlist, start, stop or unenlist
authoring-new-operate = Resume, suspend or terminate
authoring-new-remove-front = Take out the first message
authoring-new-destination = Switch a destination
authoring-new-clock = Put the clock forward
authoring-new-filter = Another filter
authoring-new-role = Another role
authoring-new-host = Start or stop a host
authoring-new-server = A server goes down
authoring-new-ask-copies = Ask: who gets the message
authoring-new-ask-states = Ask: which states follow
authoring-new-ask-allowed = Ask: can it be done
authoring-new-ask-fate = Ask: what becomes of what is resumed
authoring-new-reach-state = To do: a state
authoring-new-reach-message = To do: a message arrives
authoring-new-reach-suspended = To do: nothing is suspended
authoring-no-send-port = There is no send port.
authoring-no-template = There is no message template. Inject messages in the window, or add templates there.
authoring-no-host = There is no host with an instance.
authoring-kind-inject = Message
authoring-kind-act = Action
authoring-kind-operate = Operation
authoring-kind-remove-front = First message
authoring-kind-filter = Filter
authoring-kind-role = Role
authoring-kind-clock = Clock
authoring-kind-host = Host
authoring-kind-server = Server
authoring-kind-destination = Destination
authoring-kind-predict = Question
authoring-kind-reach = To do
authoring-say = What is said
authoring-do = What is done
authoring-promise = What is promised
authoring-afterwards = What holds afterwards
authoring-before = What the program does before
authoring-hints = Hints
authoring-then = What is said when it is done
authoring-task = What is asked
authoring-goal = What is to be brought about
authoring-way = A way with the fewest actions
authoring-whole = The whole
authoring-whole-step = The whole step
authoring-at-step = Step { $number }, { $what }
authoring-action = Action
authoring-item = Port or group
authoring-port = Send port
authoring-held = Held messages
authoring-held-resume = are resumed
authoring-held-keep = stay suspended
authoring-refused = It is promised to be refused
authoring-operation = Operation
authoring-becomes = It is then
authoring-clock = The clock
authoring-host = Host
authoring-instances = Its instances
authoring-runs = are started
authoring-runs-not = are stopped
authoring-server = Server
authoring-what-becomes = What becomes of it
authoring-goes-down = It goes down
authoring-comes-up = It comes up
authoring-destination = The destination
authoring-destination-backup = That of the backup transport
authoring-message = Message
authoring-no-template-of-it = A message without a template
authoring-to = It goes
authoring-to-filters = to whoever has a matching subscription
authoring-to-port = to the send port { $name }
authoring-to-group = to the send port group { $name }
authoring-count = How many
authoring-filter = Filter
authoring-nobody = Nobody gets a copy: a routing failure
authoring-nth = { $number }. { $promise }
authoring-outcome-of = What becomes of the copy for { $name }
authoring-remove = Remove { $name }
authoring-add-copy = Add a copy
authoring-remove-promise = Remove promise { $number }
authoring-stands = { $messages }: { $promise }
authoring-arrived = { $count ->
    [one] One message has arrived at the destination of { $port }.
   *[other] { $count } messages have arrived at the destination of { $port }.
}
authoring-clock-shows = The clock shows { $time }.
authoring-ask-copies = Asked is which ports get a copy, and what becomes of each.
authoring-ask-fate = Asked is what becomes of the message that is resumed.
authoring-ask-states = Asked are the states of these afterwards.
authoring-ask-allowed = Asked is whether it can be done. It is not done.
authoring-add-asked = Ask of another
authoring-at-least-one = There is to be at least one.
authoring-add-way = Add an action
authoring-way-nth = Action { $number }
authoring-add-before = Add what the program does
authoring-before-nth = Before, { $number }
authoring-numbered = { $number }: { $what }
authoring-goal-nth = Goal { $number }
authoring-add-goal = Add a goal
authoring-goal-state = The state of a port or a group
authoring-goal-message = A message like a template arrives
authoring-goal-sent = What becomes of a predicted message
authoring-goal-suspended = How many are suspended at a port
authoring-predicted = Which predicted message
authoring-suspended-count = Suspended
authoring-own-hints = Hints of its own; otherwise they come from the rules
authoring-hint-where = Where to look
authoring-hint-rule = Which rule holds there
authoring-hint-what = What to do
authoring-says-then = Something is said when it is done
authoring-checking = Being played…
authoring-all-holds = { $count ->
    [0] All texts are there in both languages. There is no step yet.
    [one] Every text is there in both languages, and the promise of the step holds.
   *[other] Every text is there in both languages, and all promises of the { $count } steps hold.
}
authoring-all-holds-lesson = { $count ->
    [0] All texts are there in both languages. There is no step yet.
    [one] Every text is there in both languages, and the step can be done.
   *[other] Every text is there in both languages, and all { $count } steps can be done.
}
authoring-remarks = { $count ->
    [one] One thing is to be put right.
   *[other] { $count } things are to be put right.
}
authoring-save = Save
authoring-save-as = Save…
authoring-try = Try it
authoring-cannot-try = It cannot be tried yet
authoring-unsaved-lead = What is being written is not saved: “{ $title }”.
authoring-back = Back to the editor
recording-part = Save part of the recording
recording-part-about = The part begins with everything as it stood before its first moment. What led there is played at once and not shown.
recording-part-first = From
recording-part-last = To
recording-part-save = Save…
recording-part-backwards = It ends before it begins.
recording-part-title = { $title }, moments { $first } to { $last }
scenarios-edit = Edit a copy of scenario { $number }…
lessons-edit = Edit a copy of lesson { $number }…
