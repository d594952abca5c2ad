### The program

app-name = Sendport

### Kit
kit-ok = OK
kit-cancel = Annuler
kit-apply = Appliquer
kit-close = Fermer
kit-page = Page
kit-page-marked = { $title } ({ $marks })
kit-changed = modifié
kit-error = erreur
kit-warning = avertissement
kit-tally = { $errors ->
    [0] { $warnings ->
        [one] 1 avertissement
       *[other] { $warnings } avertissements
    }
    [one] 1 erreur
   *[other] { $errors } erreurs
}
kit-row = Ligne { $number }
kit-move-up = Monter
kit-move-down = Descendre
kit-no-rows = Il n’y a aucune ligne.
kit-choose-a-row = Choisissez d’abord une ligne.
kit-first-row = C’est la première ligne.
kit-last-row = C’est la dernière ligne.
kit-not-a-number = « { $text } » n’est pas un nombre entier.
kit-not-a-time = « { $text } » n’est pas une heure, par exemple 22:00.
kit-suggestions = Suggestions pour { $field }
kit-row-problem = Ligne { $number } : { $problem }
kit-cell = { $column } { $number }

### Names of kinds of artifacts

kind-application = Application
kind-send-port = Port d’envoi
kind-send-port-group = Groupe de ports d’envoi
kind-receive-port = Port de réception
kind-orchestration = Orchestration
kind-host = Hôte
kind-adapter = Adaptateur
kind-property-schema = Schéma de propriété
kind-template = Modèle de message
kind-destination = Destination simulée
kinds-application = Applications
kinds-send-port = Ports d’envoi
kinds-send-port-group = Groupes de ports d’envoi
kinds-receive-port = Ports de réception
kinds-orchestration = Orchestrations
kinds-host = Hôtes
kinds-adapter = Adaptateurs
kinds-property-schema = Schémas de propriété
kinds-template = Modèles de message
kinds-destination = Destinations simulées

### Names of kinds of send ports, hosts and values

kind-static-one-way = Unidirectionnel statique
kind-static-solicit-response = Sollicitation-réponse statique
kind-dynamic-one-way = Unidirectionnel dynamique
kind-dynamic-solicit-response = Sollicitation-réponse dynamique
host-kind-in-process = In-process
host-kind-isolated = Isolé
type-string = texte
type-integer = entier
type-date-time = date et heure

### Names of several items

items-none = aucun élément
items-one = { $name }
items-many =
    { $name } et { $more ->
        [one] { $more } autre
       *[other] { $more } autres
    }
the-message = Le message

### Actions and states

action-enlist = Inscrire
action-start = Démarrer
action-stop = Arrêter
action-unenlist = Désinscrire
state-bound = Lié
state-stopped = Arrêté
state-started = Démarré
state-bound-long = Lié (non inscrit)
state-stopped-long = Arrêté (inscrit, inactif)
state-started-long = Démarré (inscrit, actif)
state-unenlisted = Non inscrit
state-deleted = supprimé
location-enabled = Activé
location-disabled = Désactivé

### Actions that are not available

grey-enlist-stopped = Déjà inscrit. « Inscrire » n’est possible que depuis l’état Lié.
grey-enlist-started = Déjà inscrit et démarré. « Inscrire » n’est possible que depuis l’état Lié.
grey-start-started = Déjà démarré.
grey-stop-bound = Non inscrit : rien à arrêter. « Arrêter » n’est possible que depuis l’état Démarré.
grey-stop-stopped = Déjà arrêté.
grey-unenlist-bound = Non inscrit : aucun abonnement à supprimer.
grey-other = Non disponible dans cet état.

### Service instances

instance-ready = Prête à s’exécuter
instance-scheduled = Planifiée
instance-active = Active
instance-dehydrated = Déshydratée
instance-suspended-resumable = Suspendue (peut être reprise)
instance-suspended-not-resumable = Suspendue (ne peut être reprise)
instance-completed = Achevée
instance-terminated = Terminée
operation-resume = Reprendre
operation-suspend = Suspendre
operation-terminate = Mettre fin
instance-no-ended = L’instance de service a déjà pris fin.
instance-no-not-resumable = L’instance de service suspendue ne peut être reprise : il reste à enregistrer le message et à y mettre fin.
instance-no-not-suspended = L’instance de service n’est pas suspendue. « Reprendre » n’est possible que depuis l’état Suspendue (peut être reprise).
instance-no-already-suspended = L’instance de service est déjà suspendue.

### Property pages

page-general = Général
page-transport-advanced-options = Options avancées de transport
page-backup-transport = Transport secondaire
page-inbound-maps = Mappages entrants
page-outbound-maps = Mappages sortants
page-filters = Filtres
page-certificate = Certificat
page-tracking = Suivi
page-no-backup-dynamic = Un port d’envoi dynamique n’a pas de transport secondaire : adresse et type de transport viennent du message.
page-no-inbound-maps-one-way = Un port d’envoi unidirectionnel ne reçoit pas de réponse : les mappages entrants n’ont rien à transformer.

### Start and stop of an application

start-option-orchestrations = Démarrer toutes les orchestrations
start-option-send-ports = Démarrer tous les ports d’envoi
start-option-send-port-groups = Démarrer tous les groupes de ports d’envoi
start-option-receive-locations = Activer tous les emplacements de réception
start-option-host-instances = Démarrer toutes les instances d’hôte associées
start-option-resume-suspended = Reprendre les instances suspendues
start-option-referenced-applications = Démarrer aussi les applications référencées
stop-option-allow = Arrêt partiel - Autoriser la poursuite des instances en cours
stop-option-suspend = Arrêt partiel - Suspendre les instances en cours
stop-option-terminate = Arrêt complet - Mettre fin aux instances

### Rules

rule-row-1 = Directement au port d’envoi, tout état du groupe, port Démarré : le message est traité
rule-row-2 = Directement au port d’envoi, tout état du groupe, port Arrêté : le message est suspendu
rule-row-3 = Via un groupe, groupe Démarré, port Démarré : le message est traité
rule-row-4 = Via un groupe, tout état du groupe, port Arrêté : le message est suspendu
rule-row-5 = Via un groupe, groupe Arrêté, tout état du port : le message est suspendu
rule-port-bound = Le port est Lié : sans abonnement, il ne reçoit pas de copie
rule-group-bound = Le groupe est Lié : sans abonnement, ses membres ne reçoivent pas de copie par lui

### Guards: worded as what must hold, so that they serve as a checklist and as a refusal

guard-start-group = { $group } doit contenir au moins un port inscrit.
guard-start-group-empty = { $group } doit contenir au moins un port inscrit ; il ne contient aucun port.
guard-not-last-enlisted = { $port } n’est pas le dernier port inscrit du groupe { $group }, qui est { $state }.
guard-last-enlisted = { $port } est le dernier port inscrit du groupe { $group }, qui est { $state }. Désinscrivez d’abord le groupe ou inscrivez un autre membre.
guard-member-kind = Un membre doit être un port d’envoi unidirectionnel statique ({ $port } : { $kind }).
guard-member-application = { $port } doit appartenir à l’application { $own } ou à une application qu’elle référence ; il appartient à { $application }.
guard-member-once = { $port } ne peut être membre du groupe { $group } qu’une fois.
guard-remove-member-started = { $port } doit être Arrêté ou Lié pour quitter le groupe.
guard-no-enlisted-left = { $group } est inscrit et doit garder un membre inscrit. Désinscrivez d’abord le groupe.
guard-delete-bound = { $name } doit être Lié ; il est { $state }.
guard-delete-no-orchestration = Aucune orchestration n’y est liée.
guard-delete-orchestration = Aucune orchestration ne doit y être liée ; { $orchestration } l’est.
guard-delete-no-party = Aucun tiers n’y fait référence (il n’y a pas de tiers ici).
guard-delete-no-group = Il n’est membre d’aucun groupe de ports d’envoi.
guard-delete-in-group = Il ne doit être membre d’aucun groupe de ports d’envoi ; il est membre du groupe { $group }.
guard-delete-ordered = Un port à livraison chronologique ne doit avoir aucune instance de service ; il en a { $count }.
guard-delete-orchestration-unenlisted = L’orchestration { $name } doit être désinscrite.
guard-host-default = L’hôte ne doit pas être l’hôte par défaut.
guard-host-tracking = L’hôte ne doit pas être le seul à assurer le suivi.
guard-host-no-handlers = Aucun adaptateur n’a de gestionnaire d’envoi sur l’hôte.
guard-host-handlers = Aucun adaptateur ne doit avoir de gestionnaire d’envoi sur l’hôte ; en ont un : { $adapters }.
guard-host-no-orchestrations = Aucune orchestration inscrite ne s’exécute sur l’hôte.
guard-host-orchestrations = Les orchestrations de l’hôte doivent être désinscrites ; sont inscrites : { $orchestrations }.
guard-host-stopped = Toutes les instances de l’hôte doivent être arrêtées.
guard-host-empty =
    Les files d’attente de l’hôte doivent être vides ; elles contiennent { $count ->
        [one] { $count } instance
       *[other] { $count } instances
    } de service.
guard-application-default = L’application ne doit pas être l’application par défaut.
guard-application-not-referenced = Aucune autre application ne la référence.
guard-application-referenced = Aucune autre application ne doit la référencer ; la référencent : { $applications }.
guard-application-stopped = Tous ses ports et groupes de ports d’envoi sont désinscrits.
guard-application-running = Tous ses ports et groupes de ports d’envoi doivent être désinscrits ; sont inscrits : { $items }.
guard-application-no-orchestrations = Toutes ses orchestrations sont désinscrites.
guard-application-orchestrations = Toutes ses orchestrations doivent être désinscrites ; sont inscrites : { $orchestrations }.
guard-application-not-used = Aucune autre application n’utilise ses artefacts.
guard-application-used = Aucune autre application ne doit utiliser ses artefacts ; les utilisent : { $items }.
guard-move-reference = { $user } utilise { $used } : ils doivent être dans la même application, ou { $own } doit référencer { $other }.
guard-reference-used = Aucun groupe ni orchestration de cette application ne doit utiliser de port d’envoi ou de groupe de l’application { $reference }.
guard-handler-unused = Aucun port d’envoi n’utilise le gestionnaire d’envoi.
guard-handler-used = Aucun port d’envoi ne doit utiliser le gestionnaire d’envoi ; l’utilisent : { $ports }.
guard-orchestration-unbound = Le port logique { $port } doit être lié à un port d’envoi ou à un groupe de ports d’envoi.
guard-orchestration-target = { $target } doit être inscrit : le port logique { $port } y est lié.

### Permissions

role-administrator = Administrateur
role-operator = Opérateur
role-read-only = Lecture seule
task-configure = Créer, modifier, déplacer et supprimer des artefacts
task-change-subscriptions = Inscrire et désinscrire (cela modifie le routage)
task-start-and-stop = Démarrer ce qui est inscrit et arrêter
task-enable-receive-location = Activer et désactiver des emplacements de réception
task-operate-on-instances = Suspendre et reprendre des instances de service, y mettre fin
task-see-bodies = Voir et enregistrer le corps des messages
task-host-instance = Démarrer et arrêter des instances d’hôte
task-full-stop = Arrêter une application par un arrêt complet
task-inject = Envoyer un message
task-switch-destination = Régler une destination simulée

### Problems

problem-too-long = { $length } caractères, c’est trop : { $limit } au plus sont admis.
problem-range = { $value } n’est pas compris entre { $low } et { $high }.
problem-name-empty = Entrez un nom.
problem-name-spaces = Un nom ne peut ni commencer ni finir par une espace.
problem-control-characters = Un nom ne peut contenir de caractères de contrôle.
problem-name-taken = Le nom { $name } est déjà utilisé.
problem-no-application = L’application { $name } n’existe pas.
problem-property-empty = Entrez une propriété.
problem-property-unknown = Aucun schéma ne déclare { $property }. Le filtre ne s’applique que si le message porte cette propriété promue.
problem-value-type = La valeur ne convient pas : { $property } est du type { $type }.
problem-no-transport-type = Choisissez un type de transport.
problem-adapter-one-way = L’adaptateur { $adapter } ne reçoit pas de réponse : un port sollicitation-réponse ne peut l’utiliser.
problem-no-address = Entrez une adresse (URI).
problem-no-handler = Choisissez un gestionnaire d’envoi.
problem-no-host = L’hôte { $name } n’existe pas.
problem-not-a-handler = L’hôte { $host } n’est pas un gestionnaire d’envoi de l’adaptateur { $adapter }.
problem-dynamic-has-transport = Un port d’envoi dynamique n’a pas de transport : adresse et type de transport viennent du message.
problem-dynamic-failed-routing = Le routage des messages ayant échoué n’est possible que sur un port d’envoi statique.
problem-static-no-transport = Un port d’envoi statique a besoin d’un transport.
problem-ordered-with-backup = La livraison chronologique n’est pas prise en charge sur un transport secondaire : l’envoi cesse dès que le transport principal échoue.
problem-static-has-handlers = Seul un port d’envoi dynamique a un gestionnaire d’envoi par adaptateur.
problem-ordered-interval-zero = Avec la livraison chronologique, un intervalle de 0 est accepté mais non valide : 1 minute au moins.
problem-needs-ordered = Pour arrêter l’envoi après un échec, activez la livraison chronologique.
problem-needs-ordered-dynamic = Seul un port d’envoi dynamique à livraison chronologique peut imposer l’ordre entre les emplacements de sortie.
problem-one-way-inbound-maps = Un port d’envoi unidirectionnel ne reçoit pas de réponse et n’a pas de mappages entrants.
problem-map-empty = Entrez un mappage.
problem-map-twice = Le schéma source { $schema } a déjà un mappage.
problem-thumbprint = Une empreinte numérique compte 40 chiffres hexadécimaux.
problem-member-twice = { $port } est déjà membre.
problem-no-send-port = Le port d’envoi { $name } n’existe pas.
problem-no-send-port-group = Le groupe de ports d’envoi { $name } n’existe pas.
problem-member-kind = { $port } n’est pas un port d’envoi unidirectionnel statique : il ne peut être membre.
problem-member-application = { $port } appartient à l’application { $application }, que { $own } ne référence pas.
problem-member-twice-delivered = { $port } et le groupe ont chacun un filtre : un message qui satisfait les deux est remis deux fois à { $port }.
problem-group-empty = Un groupe sans membre n’achemine rien.
problem-reference-itself = Une application ne peut se référencer elle-même.
problem-reference-twice = { $name } est déjà référencée.
problem-no-location = Un port de réception sans emplacement de réception ne reçoit rien.
problem-binding-application = Le port d’envoi ou le groupe appartient à l’application { $application }, que { $own } ne référence pas.
problem-instance-twice = L’hôte a déjà une instance sur le serveur { $server }.
problem-isolated-default = Un hôte isolé ne peut être l’hôte par défaut.
problem-isolated-handler = { $host } est un hôte isolé et ne peut avoir de gestionnaire d’envoi.
problem-handler-twice = { $host } est déjà un gestionnaire d’envoi.
problem-default-handler = Le gestionnaire par défaut doit être l’un des gestionnaires d’envoi.
problem-property-twice = La propriété { $property } existe déjà.

### Citations

citation-page = Documenté : « { $page } »
citation-actions = Documenté : « { $page } », table des actions, { $row } depuis { $column }
citation-outcomes = Documenté : « { $page } », combinaisons d’états, ligne { $row }
citation-derived = Déduit : { $reason }
derived-port-bound = un port d’envoi Lié n’a pas d’abonnement
derived-group-bound = un groupe de ports d’envoi Lié n’a pas d’abonnement
derived-training-aid = la documentation ignore cette commande ; qui peut exploiter peut l’essayer
derived-remove-last-enlisted = comme pour « Désinscrire », un groupe inscrit garde un membre inscrit
derived-host-queue = les files d’attente appartiennent à l’hôte, leur contenu serait perdu avec lui
derived-no-host-instance = seule une instance d’hôte en cours d’exécution vide la file d’attente de travail
derived-no-retries-yet = les nouvelles tentatives ne sont pas simulées : le premier échec suspend le message

### What became of a copy, by the rules

ruling-processed-direct = { $message } a été acheminé vers { $port } et est traité : le port est { $port-state }. L’hôte { $host } l’envoie.
ruling-processed-group = { $message } a été acheminé vers { $port } via { $group } et est traité : le groupe est { $group-state } et le port est { $port-state }. L’hôte { $host } l’envoie.
ruling-suspended-direct = { $message } a été suspendu sur { $port } : le port est { $port-state }. Il attend dans la file d’attente suspendue de l’hôte { $host }.
ruling-suspended-group = { $message } a été suspendu sur { $port } : le groupe { $group } est { $group-state } et le port est { $port-state }. Il attend dans la file d’attente suspendue de l’hôte { $host }.
ruling-no-copy = { $message } n’a pas été acheminé vers { $port }. { $rule }.

### Outcomes

outcome-processed = Traité
outcome-suspended = Suspendu
outcome-no-copy = Aucune copie
outcome-waiting = En attente
outcome-routing-failure = Échec du routage
outcome-terminated = Terminé
line-suspended = { $message } est suspendu sur { $port } : { $cause }. Il attend dans la file d’attente suspendue de l’hôte { $host }.
line-no-host-instance = { $message } attend pour { $port } dans la file d’attente de travail de l’hôte { $host } : aucune instance de l’hôte n’est en cours d’exécution.
line-slow = { $message } est en cours d’envoi par { $port } : la destination est lente.
line-in-the-queue = { $message } attend pour { $port } dans la file d’attente de travail de l’hôte { $host }.
line-terminated = { $message } a été suspendu sur { $port } et il a été mis fin à son instance de service.
line-resumed = { $message } a été suspendu sur { $port } à son arrivée, puis traité après « Reprendre ».
line-resumed-anyway = { $message } a été suspendu sur { $port } à son arrivée, puis traité par « Reprendre » alors que le port ou le groupe n’était pas Démarré : la reprise ignore ces états.
report-summary = { $message } : { $parts }
report-processed =
    { $count ->
        [one] { $count } traité
       *[other] { $count } traités
    }
report-suspended =
    { $count ->
        [one] { $count } suspendu
       *[other] { $count } suspendus
    }
report-waiting = { $count } en attente
report-terminated =
    { $count ->
        [one] { $count } terminé
       *[other] { $count } terminés
    }
report-routing-failure = { $message } : échec du routage, aucun abonné trouvé
report-routing-failure-ended = { $message } : échec du routage, clos depuis

### Causes: clauses that follow a colon

cause-port-not-started = { $port } est { $state }
cause-group-not-started = le groupe { $group } est { $state }
cause-held = { $port } ou son groupe n’était pas Démarré
cause-transport = { $port } n’a pas pu envoyer ({ $error })
cause-no-address = { $port } est dynamique et le message n’apporte pas d’adresse
cause-no-adapter = { $port } est dynamique et aucun adaptateur ne connaît l’adresse { $address }
cause-no-handler = aucun hôte n’envoie par l’adaptateur { $adapter } pour { $port }
cause-routing-failure = aucun abonné n’a été trouvé
cause-by-hand = quelqu’un l’a suspendu
cause-port-deleted = { $port } a été supprimé pendant que le message était en route
transport-unreachable = { $address } est injoignable
transport-rejected = { $address } refuse le message
transport-failed = { $address } a échoué cette fois

### Why a port got no copy

why-not-addressed = { $port } n’était pas destinataire : le message n’a été envoyé qu’à { $target }.
why-not-port-bound = { $port } est Lié : il n’a pas d’abonnement. Démarrez-le pour que les prochains messages y soient acheminés.
why-not-group-bound = Le groupe { $group } est Lié : il n’a pas d’abonnement. Démarrez-le pour que les prochains messages soient acheminés vers ses membres.
why-not-no-filter = { $port } n’a pas de filtre : il ne reçoit que ce qui lui est adressé.
why-not-no-group-filter = Le groupe { $group } n’a pas de filtre : il ne reçoit que ce qui lui est adressé.
check-holds = { $predicate } : vrai, le message a { $value }.
check-fails = { $predicate } : faux, le message a { $value }.
check-not-promoted = { $predicate } : faux, le message n’a pas de propriété promue { $property }.
check-other-type = { $predicate } : faux, le message a { $value } du type { $type }, le filtre compare au type { $wanted }.
near-miss-almost-equal = Le filtre défini sur { $owner } correspond presque : le message a « { $value } », le filtre demande « { $wanted } » ({ $property }).
near-miss-only-missing = Le filtre défini sur { $owner } correspond presque : il ne manque que la propriété promue { $property }.
near-miss-other-type = Le filtre défini sur { $owner } correspond presque ({ $predicate }) : { $value } dans le message est d’un autre type.
near-miss-not-enlisted = Le filtre défini sur { $owner } correspond, mais { $owner } est Lié, donc sans abonnement. Démarrez-le pour que les prochains messages y soient acheminés.

### Facts (the log)

fact-state = { $name } : { $action }, de { $from } à { $to }.
fact-group-state = Groupe { $name } : { $action }, de { $from } à { $to }. Ses membres gardent leur état.
fact-orchestration = Orchestration { $name } : { $action }.
fact-location-enabled = L’emplacement de réception { $name } a été activé.
fact-location-disabled = L’emplacement de réception { $name } a été désactivé.
fact-created = Création : { $name }.
fact-edited = Modification : { $name }.
fact-renamed = Changement de nom : { $from } devient { $name }.
fact-deleted = Suppression : { $name }.
fact-moved = Déplacement : { $name } passe de l’application { $from } à { $to }.
fact-host-started = L’instance de l’hôte { $name } sur { $server } a été démarrée.
fact-host-stopped = L’instance de l’hôte { $name } sur { $server } a été arrêtée.
fact-destination = La destination simulée pour { $name } a été réglée : { $behaviour }.
fact-role = Le rôle est désormais : { $role }.
fact-undone = Annulé : { $deed }.
fact-redone = Rétabli : { $deed }.
fact-published = { $message } a été publié { $to }.
fact-published-typed = { $message } ({ $type }) a été publié { $to }.
fact-routing-failure = { $message } n’a pas pu être acheminé : aucun abonné n’a été trouvé.
fact-sent = { $message } a été envoyé par { $name } à { $address }.
fact-send-failed = { $message } n’a pas pu être envoyé par { $name } : { $error }.
fact-suspended = { $message } a été suspendu : { $cause }.
fact-suspended-by-hand = { $message } a été suspendu manuellement.
fact-resumed = { $message } a été repris sur { $port }, qui est { $state }.
fact-resumed-not-started = { $message } a été repris sur { $port }, qui est { $state } : la reprise ignore l’état du port.
fact-resumed-routing = { $message } a été repris et sera acheminé de nouveau.
fact-terminated = Il a été mis fin à l’instance de service { $instance } pour { $message }.
fact-responded = { $name } a reçu la réponse { $response } à { $request }.
fact-resubmitted = { $from } a été modifié et renvoyé comme { $to } ; il a été mis fin à son instance suspendue.

### To whom a message is published: follows “was published”

addressing-port = directement au port d’envoi { $name }
addressing-group = au groupe de ports d’envoi { $name }
addressing-published = à tous les abonnés
addressing-location = à tous les abonnés, par l’emplacement de réception { $name }
addressing-orchestration = par l’orchestration { $orchestration }, port { $port }
addressing-response = à tous les abonnés, comme réponse à { $request } reçue par { $port }
addressing-resubmitted = à tous les abonnés, comme copie modifiée de { $message }

### Deeds: what undo and redo name

deed-act = { $action } { $items }
deed-create = Créer { $name }
deed-edit = Modifier { $name }
deed-rename = Renommer { $name } en { $to }
deed-delete = Supprimer { $items }
deed-move = Déplacer { $items } vers l’application { $to }
deed-start-application = Démarrer l’application { $name }
deed-stop-application = Arrêter l’application { $name }
deed-enable = Activer l’emplacement de réception { $name }
deed-disable = Désactiver l’emplacement de réception { $name }
deed-start-host = Démarrer les instances de l’hôte { $name }
deed-stop-host = Arrêter les instances de l’hôte { $name }
deed-destination = Régler la destination simulée pour { $port } : { $behaviour }

### Simulated destinations

destination-up = disponible
destination-down = hors service
destination-slow =
    lente ({ $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    })
destination-fails-next =
    échoue { $times ->
        [one] { $times } fois
       *[other] { $times } fois
    }, puis disponible
destination-rejects = refuse chaque message

### Send port properties
properties-read-only = Le rôle { $role } peut consulter, mais pas modifier.
properties-discard-question = Des modifications ne sont pas enregistrées.
properties-discard = Abandonner les modifications
properties-keep = Continuer
properties-name = Nom
properties-other = Autre
properties-description = Description
properties-error = { $page } : { $problem }
properties-waiting = Enregistrement…
properties-unchanged = Rien n’a changé.
send-port-title = { $name } - Propriétés du port d’envoi
send-port-title-new = Nouveau port d’envoi
send-port-new = Nouveau
send-port-type = Type de port
send-port-type-fixed = Le type est fixé à la création. Pour un autre type, faites une copie.
send-port-copy-as = Copier en tant que…
send-port-pipelines = Pipelines
send-port-send-pipeline = Pipeline d’envoi
send-port-receive-pipeline = Pipeline de réception
send-port-two-way-only = Seuls les ports d’envoi sollicitation-réponse reçoivent une réponse.
send-port-dynamic-address = L’adresse et le type de transport viennent du message. Le gestionnaire d’envoi se choisit ici pour chaque adaptateur.
send-port-default-handler = Par défaut ({ $host })
send-port-handler-of = Gestionnaire { $adapter }
send-port-no-adapters = Aucun adaptateur n’est installé.
transport-section = Transport
transport-type = Type
transport-uri = URI
transport-uri-fixed = L’adresse se règle avec Configurer…
transport-configure = Configurer…
transport-properties = Propriétés du transport { $adapter }
transport-back = Retour
transport-handler = Gestionnaire d’envoi
transport-settings = Paramètres de l’adaptateur
transport-settings-kept = Ces paramètres sont enregistrés. Les destinations simulées ne les utilisent pas.
transport-no-settings = Cet adaptateur n’a pas d’autres paramètres ici.
transport-retry-count = Nombre de tentatives
    .note = 0–1 000
transport-retry-interval = Intervalle avant nouvelle tentative
    .note = minutes, 0–525 600
not-executed = Ces paramètres sont enregistrés. Sendport ne les exécute pas encore.
advanced-options = Options de transport
advanced-dynamic = Les tentatives, la fenêtre de service et le routage des messages ayant échoué n’existent que sur les ports d’envoi statiques.
advanced-static-only = Disponible sur les ports d’envoi statiques seulement.
advanced-dynamic-only = Disponible sur les ports d’envoi dynamiques seulement.
advanced-needs-ordered = Disponible avec la livraison chronologique seulement.
advanced-priority = Priorité
    .note = 1 (la plus haute) – 10 (la plus basse)
advanced-ordered = Livraison chronologique des messages
advanced-stop-sending = Arrêter l’envoi des messages suivants en cas d’échec du message en cours
advanced-enforce-order = Imposer l’ordre entre les emplacements de sortie
advanced-route-failed = Activer le routage des messages ayant échoué
advanced-go-to-backup = Aller au transport secondaire
window-section = Planification
window-enable = Activer la fenêtre de service
window-start = Heure de début
window-stop = Heure de fin
window-off = Disponible avec une fenêtre de service seulement.
window-strip = Envoie chaque jour de { $start } à { $stop }.
window-strip-always = Envoie à toute heure.
backup-none = <Aucun>
backup-explained = Le transport secondaire prend le relais quand le transport principal a épuisé ses tentatives.
maps-source = Document source
maps-map = Mappage
maps-target = Document cible
maps-add = Ajouter
maps-remove = Supprimer
maps-empty = Aucun mappage.
certificate-common-name = Nom commun
certificate-thumbprint = Empreinte numérique
certificate-remove = Supprimer le certificat
certificate-none = Il n’y a pas de certificat.
tracking-bodies = Suivre le corps des messages
tracking-properties = Suivre les propriétés des messages
tracking-request-before = Message de demande avant le traitement par le port
tracking-request-after = Message de demande après le traitement par le port
tracking-response-before = Message de réponse avant le traitement par le port
tracking-response-after = Message de réponse après le traitement par le port
filter-property = Propriété
filter-operator = Opérateur
filter-value = Valeur
filter-type = Type
filter-group-by = Regrouper par
filter-and = Et
filter-or = Ou
filter-exists = Existe
filter-add = Ajouter
filter-delete = Supprimer
filter-empty = Aucun filtre : seuls les messages adressés ici arrivent.
filter-no-quotes = Les valeurs de texte ne prennent pas de guillemets.
filter-expression = Expression
filter-exists-no-value = « Existe » ne prend pas de valeur.
filter-type-declared = Un schéma de propriété déclare le type.
filter-not-of-type = « { $text } » n’est pas du type { $type }.

### Property windows

page-members-by-state = Membres par état
page-references = Références
page-receive-locations = Emplacements
page-bindings = Liaisons
page-host-instances = Instances d’hôte
page-send-handlers = Gestionnaires d’envoi
property-title = { $name } - { $window }
property-window-send-port-group = Propriétés du groupe de ports d’envoi
property-window-application = Propriétés de l’application
property-window-receive-port = Propriétés du port de réception
property-window-orchestration = Propriétés de l’orchestration
property-window-host = Propriétés de l’hôte
property-window-adapter = Propriétés de l’adaptateur
property-new-send-port-group = Nouveau groupe de ports d’envoi
property-new-application = Nouvelle application
property-new-receive-port = Nouveau port de réception
property-new-orchestration = Nouvelle orchestration
property-new-host = Nouvel hôte
property-name = Nom
property-application = Application
property-description = Description
property-state = État
property-uri = URI
property-own-filter = Filtre propre
property-yes = Oui
property-no = Non
property-none = Aucun
property-unbound = <Aucun>
property-remove = Supprimer
property-properties = Propriétés…
property-not-for-role = Vous êtes ici en tant que { $role } ; peuvent le faire : { $roles }.
property-group-keeps-members = Démarrer, arrêter, inscrire ou désinscrire ce groupe ne change rien à ses membres.
property-send-ports = Ports d’envoi
property-no-members = Le groupe n’a aucun membre : il n’achemine rien.
property-add-member = Ajouter un port d’envoi
property-new-send-port = <Nouveau port d’envoi…>
property-states-intro = Ce qu’il advient d’un message envoyé via ce groupe. Les cases où se trouvent des membres sont mises en évidence.
property-group-by-port = Groupe / port
property-listed = { $names }
property-default-application = Application par défaut
property-references-intro = Les groupes et les orchestrations de cette application peuvent utiliser les ports d’envoi et les groupes des applications qu’elle référence.
property-no-references = L’application n’en référence aucune autre.
property-no-other-application = Il n’y a aucune autre application à référencer.
property-add-reference = Ajouter une référence
property-port-type = Type de port
property-one-way = Unidirectionnel
property-request-response = Requête-réponse
property-type-fixed = Le type d’un port se choisit à sa création.
property-route-failed = Activer le routage des messages ayant échoué
property-transport-type = Type de transport
property-address = Adresse (URI)
property-receive-pipeline = Pipeline de réception
property-enabled = Activé
property-primary = Principal
property-no-locations = Le port n’a aucun emplacement de réception.
property-add-location = Ajouter
property-make-primary = Rendre principal
property-primary-stays = L’emplacement de réception principal ne peut être supprimé : choisissez d’abord un autre emplacement principal.
property-is-primary = C’est déjà l’emplacement de réception principal.
property-host = Hôte
property-isolated-no-orchestrations = Un hôte isolé n’exécute aucune orchestration.
property-logical-port = Port logique
property-bound-to = Lié à
property-add-logical-port = Ajouter
property-no-logical-ports = L’orchestration n’a aucun port logique : elle n’envoie rien.
property-bindings-intro = Un port logique envoie vers un port d’envoi ou un groupe de ports d’envoi de cette application ou d’une application qu’elle référence.
property-target = { $name } ({ $kind })
property-host-type = Type
property-host-type-fixed = Le type d’un hôte se choisit à sa création.
property-default-host = Hôte par défaut
property-default-host-note = Le premier hôte in-process est l’hôte par défaut.
property-tracking = Autoriser le suivi sur l’hôte
property-server = Serveur
property-no-instances = L’hôte n’a aucune instance : rien ne retire les messages de sa file d’attente de travail.
property-add-instance = Ajouter
property-instance-runs = L’instance sur { $server } est en cours d’exécution : arrêtez-la avant de la supprimer.
property-instance-unsaved = Appliquez d’abord : l’instance n’est pas encore enregistrée.
property-running = En cours
property-not-running = Arrêtée
property-already-running = Elle est déjà en cours d’exécution.
property-already-not-running = Elle est déjà arrêtée.
property-status-unavailable = État non disponible
property-act-on = { $action } { $name }
property-handlers-intro = Cochez les hôtes qui envoient pour cet adaptateur.
property-has-handler = Gestionnaire
property-default-handler = Par défaut
property-used-by = Utilisé par
property-no-hosts = Il n’y a aucun hôte.
property-default-needs-handler = Seul un gestionnaire d’envoi peut être celui par défaut.
property-default-stays = C’est le gestionnaire par défaut : choisissez-en d’abord un autre.
