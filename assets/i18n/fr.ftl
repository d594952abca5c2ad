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
problem-value-type = La valeur ne convient pas : { $property } est du type { $type }.
problem-no-transport-type = Choisissez un type de transport.
problem-adapter-one-way = L’adaptateur { $adapter } ne reçoit pas de réponse : un port sollicitation-réponse ne peut l’utiliser.
problem-no-address = Entrez une adresse (URI).
problem-password-in-address = L’adresse contient un mot de passe, lisible par tous. Retirez-le ; il a son propre champ (Configurer…).
problem-no-handler = Choisissez un gestionnaire d’envoi.
problem-no-host = L’hôte { $name } n’existe pas.
problem-not-a-handler = L’hôte { $host } n’est pas un gestionnaire d’envoi de l’adaptateur { $adapter }.
problem-dynamic-has-transport = Un port d’envoi dynamique n’a pas de transport : adresse et type de transport viennent du message.
problem-dynamic-failed-routing = Le routage des messages ayant échoué n’est possible que sur un port d’envoi statique.
problem-static-no-transport = Un port d’envoi statique a besoin d’un transport.
problem-ordered-with-backup = Un transport secondaire n’est pas pris en charge avec la livraison chronologique, car un message pourrait en dépasser un autre : il n’est pas utilisé.
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

### What became of a copy, by the rules

ruling-processed-direct = { $message } a été acheminé vers { $port } et est traité : le port est { $port-state }. L’hôte { $host } l’envoie.
ruling-processed-group = { $message } a été acheminé vers { $port } via { $group } et est traité : le groupe est { $group-state } et le port est { $port-state }. L’hôte { $host } l’envoie.
ruling-suspended-direct = { $message } a été suspendu sur { $port } : le port est { $port-state }. Il attend dans la file d’attente suspendue de l’hôte { $host }.
ruling-suspended-group = { $message } a été suspendu sur { $port } : le groupe { $group } est { $group-state } et le port est { $port-state }. Il attend dans la file d’attente suspendue de l’hôte { $host }.
ruling-no-copy = { $message } n’a pas été acheminé vers { $port }. { $rule }.
ruling-would-process-direct = { $message } serait acheminé vers { $port } et traité : le port est { $port-state }. L’hôte { $host } l’enverrait.
ruling-would-process-group = { $message } serait acheminé vers { $port } via { $group } et traité : le groupe est { $group-state } et le port est { $port-state }. L’hôte { $host } l’enverrait.
ruling-would-suspend-direct = { $message } serait suspendu sur { $port } : le port est { $port-state }. Il attendrait dans la file d’attente suspendue de l’hôte { $host }.
ruling-would-suspend-group = { $message } serait suspendu sur { $port } : le groupe { $group } est { $group-state } et le port est { $port-state }. Il attendrait dans la file d’attente suspendue de l’hôte { $host }.
ruling-would-not-copy = { $message } ne serait pas acheminé vers { $port }. { $rule }.

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
line-terminated = Il a été mis fin à l’instance de service de { $message } sur { $port }.
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
### Documents

document-unnamed = Ce document
document-place = { $file }, ligne { $line }, colonne { $column }
document-place-field = { $file }, ligne { $line }, colonne { $column }, { $field }
document-wrong =
    { $place } : { $what }
    Rien n’a été ouvert. Corrigez le fichier dans un éditeur de texte et ouvrez-le à nouveau.

document-read-failed = Impossible de lire { $file } : { $why }. Vérifiez le nom et vos autorisations, ou choisissez un autre fichier.
document-read-not-a-file = { $file } n’est pas un fichier. Choisissez-en un, dont le nom se termine d’ordinaire par .ron.
document-read-too-large = { $file } occupe { $size } Mio ; ce qui se lit en occupe au plus { $limit }. Choisissez un document, un scénario, une leçon ou un enregistrement.
document-not-text = { $file } n’est pas du texte : l’octet à la position { $offset } n’appartient à aucun texte. Choisissez un document, un scénario, une leçon ou un enregistrement.
document-no-format = { $file } n’est pas un fichier de Sendport : le champ format y manque. Choisissez un autre fichier, ou ajoutez format : 1 si c’en est un.
document-newer-format = { $place } : c’est le format { $format } ; cette version de Sendport lit le format { $known }. Ouvrez-le avec une version plus récente.
document-no-such-format = { $place } : il n’y a pas de format { $format }. Écrivez format : { $known } si c’est bien le sien.

document-save-failed = Impossible d’enregistrer { $file } : { $why }. Ce qui s’y trouvait est inchangé. Enregistrez sous un autre nom ou dans un autre dossier.
document-save-not-a-file = { $file } n’est pas un fichier et n’a pas été touché. Enregistrez sous un autre nom.
document-save-read-only = { $file } est en lecture seule et n’a pas été touché. Enregistrez sous un autre nom, ou autorisez l’écriture.
document-save-too-large = { $file } occuperait { $size } Mio ; un document en occupe au plus { $limit }. Ce qui s’y trouvait est inchangé. Retirez des modèles les corps de message volumineux.

document-io-not-found = ce fichier ou ce dossier n’existe pas
document-io-permission-denied = l’accès est refusé
document-io-not-a-directory = une partie du chemin est un fichier et non un dossier
document-io-storage-full = le disque est plein
document-io-read-only-disk = le disque est en lecture seule

document-duplicate = { $kind } { $name } figure deux fois, la première fois à la ligne { $line }. Deux noms qui ne diffèrent que par les majuscules sont le même nom
document-kind-application = l’application
document-kind-send-port = le port d’envoi
document-kind-send-port-group = le groupe de ports d’envoi
document-kind-receive-port = le port de réception
document-kind-orchestration = l’orchestration
document-kind-host = l’hôte
document-kind-adapter = l’adaptateur
document-kind-property = le schéma de propriété
document-kind-template = le modèle de message
document-kind-destination = la destination de

document-ends-early = le fichier s’interrompt ; une partie en est peut-être perdue
document-expected-token = il manque ici le signe { $token }
document-expected-boolean = true ou false est attendu ici
document-expected-string = un texte entre guillemets droits est attendu ici
document-expected-integer = un nombre entier est attendu ici
document-integer-out-of-range = le nombre est trop grand ou trop petit pour ce champ
document-expected-name = le nom d’un champ est attendu ici
document-unexpected-character = le caractère { $character } n’a pas sa place ici
document-goes-on = le fichier continue après sa fin
document-too-deep = trop de parenthèses sont imbriquées
document-other-structure = { $expected } est attendu ici, et non { $found }
document-wrong-type = la valeur n’est pas du bon type ; attendu : { $expected } ; trouvé : { $found }
document-unknown-value = { $found } ne figure pas parmi { $expected }
document-unknown-value-meant = { $found } n’est pas une valeur de ce champ. Vouliez-vous dire { $meant } ?
document-unknown-field = il n’y a pas de champ { $found } ici. Les champs sont { $expected }
document-unknown-field-meant = il n’y a pas de champ { $found } ici. Vouliez-vous dire { $meant } ?
document-missing-field = le champ { $field } manque
document-field-twice = le champ { $field } figure deux fois
document-other-error = { $error }

### Fichiers de liaison

binding-wrong =
    { $place } : { $what }.
    Rien n’a été modifié.
binding-too-large = le fichier dépasse { $limit } Mio, la taille maximale qui est lue
binding-not-text = ce qui se trouve ici n’est pas de l’{ $encoding }
binding-encoding-unknown = la déclaration nomme l’encodage { $encoding }, qui est inconnu
binding-dtd = une définition de type de document se trouve ici ; les fichiers de liaison qui en contiennent sont refusés, car elle pourrait définir des entités sans fin
binding-too-deep = plus de { $limit } éléments sont imbriqués ici
binding-too-many-elements = il y a plus de { $limit } éléments
binding-too-many-attributes = cet élément a plus de { $limit } attributs
binding-other-root = ce n’est pas un fichier de liaison : son élément racine est { $root } et non BindingInfo
binding-xml-nothing = le fichier ne contient aucun élément
binding-xml-ends-early = le fichier s’interrompt ; une partie en est peut-être perdue
binding-xml-extra-end = la fin de { $found } se trouve ici, alors que rien de ce nom n’est ouvert
binding-xml-other-end = la fin de { $found } se trouve ici, alors que celle de { $expected } est attendue
binding-xml-entity = l’entité { $entity } est inconnue
binding-xml-ampersand = un & isolé se trouve ici, que XML écrit comme une entité
binding-xml-attribute-twice = l’attribut { $attribute } figure deux fois
binding-xml-prefix = le préfixe { $prefix } n’est déclaré nulle part
binding-xml-other = ceci n’est pas du XML bien formé
binding-template = { $name } contient du texte de modèle, conservé tel quel : { $tokens }
binding-template-around = Du texte de modèle, conservé tel quel, entoure les artefacts : { $tokens }
binding-twice = { $name } figure plusieurs fois ; la première occurrence est reprise. Deux noms qui ne diffèrent que par les majuscules sont le même nom
binding-member-outside = Le membre { $port } de { $group } ne figure pas dans le fichier
binding-bound-outside = { $name }, auquel { $port } de { $orchestration } est lié, ne figure pas dans le fichier
binding-filter-unread = Le filtre de { $name } est illisible : ce n’est pas du XML bien formé
binding-settings-unread = Les paramètres de l’adaptateur de { $name } sont illisibles : ce n’est pas du XML bien formé
binding-password = Un mot de passe de { $name } est omis : les mots de passe ne sont jamais conservés
binding-note = Ligne { $line } : { $note }

binding-count-send-ports = Ports d’envoi
binding-count-static-one-way = Statiques unidirectionnels
binding-count-static-solicit-response = Statiques sollicitation-réponse
binding-count-dynamic-one-way = Dynamiques unidirectionnels
binding-count-dynamic-solicit-response = Dynamiques sollicitation-réponse
binding-count-groups = Groupes de ports d’envoi
binding-count-members = Membres des groupes
binding-count-filters = Filtres
binding-count-statements = Conditions des filtres
binding-count-receive-ports = Ports de réception
binding-count-receive-locations = Emplacements de réception
binding-count-orchestrations = Orchestrations
binding-count-notes = Signalements

binding-diff-same = Aucune différence
binding-diff-count = { $count ->
    [one] 1 différence
   *[other] { $count } différences
}
binding-diff-more = { $count ->
    [one] 1 autre n’est pas affichée
   *[other] { $count } autres ne sont pas affichées
}
binding-diff-at = { $path } ({ $lines }) : { $what }
binding-diff-lines = ligne { $a } et ligne { $b }
binding-diff-line-a = ligne { $a } du premier
binding-diff-line-b = ligne { $b } du second
binding-diff-name = l’élément s’appelle { $a } dans le premier, { $b } dans le second
binding-diff-attribute = { $attribute } vaut « { $a } » dans le premier, « { $b } » dans le second
binding-diff-attribute-a = { $attribute } vaut « { $a } » dans le premier et manque dans le second
binding-diff-attribute-b = { $attribute } manque dans le premier et vaut « { $b } » dans le second
binding-diff-text = « { $a } » dans le premier, « { $b } » dans le second
binding-diff-only-a = seulement dans le premier
binding-diff-only-b = seulement dans le second
binding-diff-order = les éléments sont dans un autre ordre : { $element }

binding-cut = { $field } compte { $length } caractères ; les { $limit } premiers sont repris et tous sont conservés pour un export
binding-field-address = L’adresse
binding-field-description = La description
binding-field-retry-count = Le nombre de tentatives
binding-field-retry-interval = L’intervalle entre les tentatives
binding-field-priority = La priorité
binding-number = { $field } vaut « { $found } », repris comme { $used }
binding-host-name = Le nom d’hôte { $host } est trop long ; le gestionnaire par défaut de l’adaptateur le remplace
binding-no-address = Il n’y a pas d’adresse
binding-operator = Le filtre n’est pas repris : l’opérateur « { $operator } » n’existe pas
binding-no-property = Le filtre n’est pas repris : une condition ne nomme aucune propriété
binding-value = Le filtre n’est pas repris : « { $value } » n’est pas une valeur du type de { $property }
binding-stop-without-order = L’arrêt en cas d’échec n’est pas repris : il n’y a pas de remise ordonnée
binding-dynamic-failed = Le routage des messages ayant échoué n’est pas repris : les ports d’envoi dynamiques n’en ont pas
binding-inbound-maps = Les mappages entrants ne sont pas repris : les ports d’envoi unidirectionnels n’en ont pas
binding-thumbprint = Le certificat n’est pas repris : son empreinte n’a pas 40 chiffres hexadécimaux
binding-location-adapter = L’emplacement de réception { $name } n’est pas repris : il ne nomme aucun type de transport
binding-logical-port = Le port logique { $name } n’est pas repris : il n’a pas de nom à lui
binding-member-missing = { $port } ne devient pas membre de { $group } : ce port d’envoi n’existe pas
binding-member-kind = { $port } ne devient pas membre de { $group } : ce n’est pas un port d’envoi statique unidirectionnel
binding-bound-missing = { $port } reste non lié : { $name } n’existe pas
binding-need-application = Application { $name }
binding-need-reference = Référence de { $from } à { $to }
binding-need-host = Hôte { $name }, non démarré
binding-need-adapter = Adaptateur { $name }
binding-need-handler = Gestionnaire d’envoi { $host } de l’adaptateur { $name }
binding-export-handlers = { $name } : les gestionnaires d’envoi d’un port dynamique ne figurent dans aucun fichier de liaison
binding-export-order = { $name } : l’ordre imposé entre les emplacements de sortie ne figure dans aucun fichier de liaison
binding-export-assembly = { $name } : l’assembly de l’orchestration est inconnu ; celui de son application le remplace
binding-imported = { $count ->
    [one] 1 artefact de { $file } est dans { $document }
   *[other] { $count } artefacts de { $file } sont dans { $document }
}
binding-exported = { $count ->
    [one] 1 artefact est dans { $file }
   *[other] { $count } artefacts sont dans { $file }
}
binding-not-taken = { $name } n’est pas repris : { $why }
binding-remark = { $name } : { $what }
binding-import-counts =
    Il contient : { $ports ->
        [one] { $ports } port d’envoi
       *[other] { $ports } ports d’envoi
    }, { $groups ->
        [one] { $groups } groupe de ports d’envoi
       *[other] { $groups } groupes de ports d’envoi
    }, { $receive-ports ->
        [one] { $receive-ports } port de réception
       *[other] { $receive-ports } ports de réception
    }, { $orchestrations ->
        [one] { $orchestrations } orchestration
       *[other] { $orchestrations } orchestrations
    }. Manquent ici : { $missing }.
binding-import-title = Importer des liaisons
binding-import-lead = Ce que { $file } changerait. Rien n’a encore changé ; Annuler retire un import en une seule étape.
binding-import-empty = Rien dans ce fichier ne peut être repris.
binding-import-nothing = Rien n’est choisi.
binding-import-button =
    { $count ->
        [one] Importer 1 artefact
       *[other] Importer { $count } artefacts
    }
binding-heading = { $what } ({ $count })
binding-missing = Absent ici, créé avec
binding-new = Nouveau
binding-changed = Modifié
binding-unchanged = Inchangé
binding-impossible = Ne peut être repris
binding-item = { $kind } { $name }
binding-waits = { $what }, omis : il lui faut quelque chose qui ne sera pas créé
binding-kept-differs = Ce qui n’est gardé que pour l’export est un autre texte
binding-export-title = Exporter les liaisons
binding-export-lead = Que contiendra le fichier de liaison ?
binding-export-group =
    { $count ->
        [one] Le groupe BizTalk (1 artefact)
       *[other] Le groupe BizTalk ({ $count } artefacts)
    }
binding-export-application =
    { $count ->
        [one] L’application { $name } (1 artefact)
       *[other] L’application { $name } ({ $count } artefacts)
    }
binding-export-selection =
    { $count ->
        [one] La sélection (1 artefact)
       *[other] La sélection ({ $count } artefacts)
    }
binding-export-note = Un fichier de liaison ne contient ni états ni mots de passe.
binding-export-button = Choisir un fichier…
binding-export-nothing = Il n’y a rien à exporter.
dialog-cannot-import = Impossible d’importer le fichier de liaison

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
send-port-title-new = Nouveau - Propriétés du port d’envoi
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
setting-tab-general = Général
setting-tab-connection = Connexion
setting-tab-message = Composition
setting-tab-proxy = Proxy
setting-tab-authentication = Authentification
setting-range = { $low }–{ $high }
setting-range-seconds = secondes, { $low }–{ $high }
setting-range-days = jours, { $low }–{ $high }
setting-range-kilobytes = Ko, { $low }–{ $high }
setting-preview = Serait écrit sous la forme { $text }
problem-one-of = « { $value } » ne fait pas partie de : { $allowed }.
problem-secret = { $setting } n’a pas sa place dans un document. Retirez-le du document et saisissez-le dans la fenêtre.
file-no-name = Entrez un nom de fichier.
file-sign = Un nom de fichier ne peut pas contenir « { $sign } ».
file-device = { $name } est le nom d’un périphérique.
file-long-path = Un chemin ne peut pas commencer par ces signes de chemin long.
file-parent = Un chemin ne peut pas contenir « .. ».
file-not-absolute = Le dossier de destination « { $folder } » n’est pas un chemin absolu.
command-live-sending = Envoi réel…
task-send-live = activer l’envoi réel
deed-live-on = Activation de l’envoi réel
deed-live-off = Désactivation de l’envoi réel
refused-live-clock = L’envoi réel exige l’horloge réelle : les serveurs répondent à leur rythme, qu’une horloge virtuelle ne connaît pas.
refused-clock-live = L’envoi réel est activé : les serveurs répondent à leur rythme, qu’une horloge virtuelle ne connaît pas. Désactivez-le d’abord.
refused-live-changed = Les adresses ont changé entre-temps. Vérifiez-les de nouveau.
refused-live-here = Rien ne peut être envoyé réellement ici.
fact-live-on = L’envoi réel a été activé, vers { $addresses ->
        [one] une adresse
       *[other] { $addresses } adresses
    }
fact-live-off = L’envoi réel a été désactivé
fact-exchanged = { $name } a envoyé { $message } : { $request } ; réponse : { $answer }
timeline-exchange = Ce qui a été envoyé et répondu
live-title = Activer l’envoi réel
live-lead = { $addresses ->
        [one] Les messages seront réellement envoyés à cette adresse :
       *[other] Les messages seront réellement envoyés à ces { $addresses } adresses :
    }
live-nothing = Aucun port d’envoi n’a de transport capable d’envoyer réellement.
live-address = { $address } ({ $adapter } : { $ports })
live-simulated = { $port } reste simulé : { $adapter } n’a pas de transport réel ici.
live-refused = { $port } : « { $setting } » n’est pas pris en charge par l’envoi réel ; ses messages sont refusés
live-passwords = Ces mots de passe ne sont pas connus. Sans eux, rien n’y est envoyé.
live-password = { $label } de { $user } pour { $server }
live-dynamic = Les ports d’envoi dynamiques n’atteignent que ces adresses. Une adresse ajoutée plus tard n’est pas atteinte tant que l’envoi réel n’est pas activé de nouveau.
live-waiting = Les messages qui attendent dans les files de travail sont envoyés aussitôt. Ce qui est envoyé ne peut pas être repris.
live-turn-on = Envoyer réellement
live-turn-off = Désactiver
live-strip = L’envoi réel est activé : les messages atteignent réellement { $addresses ->
        [one] une adresse
       *[other] { $addresses } adresses
    }
transport-settings-live = Ces paramètres s’appliquent quand l’envoi réel est activé. Les destinations simulées ne les utilisent pas.
transport-test = Tester
transport-test-role = Seuls les administrateurs peuvent tester une adresse.
transport-test-running = Vérification…
transport-test-folder = Le dossier { $what } existe. Rien n’a été écrit.
transport-test-server = { $what } accepte les connexions. Rien n’a été envoyé.
transport-test-trusted = { $what } accepte les connexions, et son certificat est digne de confiance. Rien n’a été envoyé.
transport-test-logged-in = { $what } laisse entrer { $user }. Rien n’a été écrit ni envoyé.
transport-test-looks-file = Vérifie que le dossier existe, et n’écrit rien.
transport-test-looks-http = Se connecte, vérifie le certificat et n’envoie aucune requête.
transport-test-looks-login = Se connecte et ouvre une session, sans envoyer de message.
transport-test-fingerprint = Accepter { $fingerprint }
setting-not-when-live = « { $setting } : { $value } » est conservé, mais n’est pas pris en charge par l’envoi réel : les messages sont alors refusés avant tout envoi.
password-in-this-run = Connu : saisi depuis le lancement, et conservé en mémoire jusqu’à la fin du programme.
password-in-the-keyring = Connu du trousseau du système d’exploitation.
password-unknown = Inconnu. Il ne figure dans aucun document ; sans lui, rien n’est envoyé.
password-looking = Recherche du trousseau…
password-keep = Conserver dans le trousseau ({ $setting })
password-no-keyring = Il n’y a pas de trousseau du système d’exploitation ici, un mot de passe est donc conservé en mémoire jusqu’à la fin du programme : { $why }
toast-keyring-failed = Le trousseau n’a pas fait ce qui était demandé avec le mot de passe de { $user } pour { $server } : { $error }
trouble-unreachable = { $address } est injoignable ({ $said })
trouble-refused = { $address } refuse le message : { $said }
trouble-failed = { $address } a échoué : { $said }
trouble-timed-out = { $address } n’a pas répondu à temps ({ $said })
trouble-certificate = Le certificat de { $address } n’est pas digne de confiance : { $said }
trouble-credentials = { $address } n’accepte pas le nom d’utilisateur et le mot de passe : { $said }
trouble-no-password = Le mot de passe de « { $said } » pour { $address } n’est pas connu ; saisissez-le dans les propriétés du port d’envoi ou en activant l’envoi réel
trouble-exists = { $address } existe déjà
trouble-no-folder = Le dossier de { $address } n’existe pas
trouble-not-allowed = { $address } ne peut pas être écrit : { $said }
trouble-full = Il n’y a plus de place pour { $address } : { $said }
trouble-not-confirmed = { $address } ne fait pas partie des adresses pour lesquelles l’envoi réel a été activé
trouble-redirects = { $address } redirige plus souvent que permis, vers { $said }
trouble-redirect-elsewhere = { $address } redirige vers { $said }, pour lequel l’envoi réel n’a pas été activé
trouble-not-supported = { $address } : « { $said } » est conservé, mais l’envoi réel ne le prend pas en charge
trouble-not-of-this-system = { $address } n’est pas un chemin de ce système d’exploitation
trouble-not-set = { $address } : { $said } n’est pas renseigné
trouble-mail = { $address } : « { $said } » n’est pas une adresse électronique
trouble-host-key-unknown = Le port d’envoi ne nomme aucune clé d’hôte pour { $address }, et rien n’a été envoyé. Le serveur présente { $said } ; si c’est bien sa clé, saisissez-la comme empreinte de la clé d’hôte du serveur SSH
trouble-host-key-differs = { $address } présente une autre clé d’hôte que celle du port d’envoi : { $said }. Rien n’a été envoyé. Demandez au responsable du serveur si la clé a changé
trouble-private-key = La clé privée pour { $address } est inutilisable : { $said }
trouble-file-name = { $address } n’est pas un nom de fichier admis
transport-retry-count = Nombre de tentatives
    .note = 0–1 000
transport-retry-interval = Intervalle avant nouvelle tentative
    .note = minutes, 0–525 600
not-executed = Ces paramètres sont nommés et enregistrés. Sendport ne les exécute pas.
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
filter-exists = Existe
filter-add = Ajouter
filter-delete = Supprimer
filter-empty = Aucun filtre : seuls les messages adressés ici arrivent.
filter-no-quotes = Les valeurs de texte ne prennent pas de guillemets.
filter-expression = Expression
filter-exists-no-value = « Existe » ne prend pas de valeur.
filter-type-declared = Un schéma de propriété déclare le type.
filter-not-of-type = « { $text } » n’est pas du type { $type }.

### Window: commands

command-new-document = Nouveau
command-open = Ouvrir…
command-save = Enregistrer
command-save-as = Enregistrer sous…
command-import-bindings = Importer des liaisons…
command-export-bindings = Exporter des liaisons…
command-quit = Quitter
command-undo = Annuler
command-redo = Rétablir
command-new-application = Application…
command-new-static-one-way = Port d’envoi unidirectionnel statique…
command-new-static-solicit-response = Port d’envoi sollicitation-réponse statique…
command-new-dynamic-one-way = Port d’envoi unidirectionnel dynamique…
command-new-dynamic-solicit-response = Port d’envoi sollicitation-réponse dynamique…
command-new-send-port-group = Groupe de ports d’envoi…
command-new-one-way-receive-port = Port de réception unidirectionnel…
command-new-request-response-receive-port = Port de réception requête-réponse…
command-new-orchestration = Orchestration…
command-new-host = Hôte…
command-properties = Propriétés…
command-copy = Copier…
command-copy-as = Copier en tant que…
command-delete = Supprimer…
command-move-to-application = Déplacer vers une application…
command-start-application = Démarrer l’application…
command-stop-application = Arrêter l’application…
command-start-host = Démarrer toutes les instances de l’hôte
command-stop-host = Arrêter toutes les instances de l’hôte
command-enable-locations = Activer les emplacements de réception
command-disable-locations = Désactiver les emplacements de réception
command-show-suspended = Afficher les messages suspendus
command-refresh = Actualiser
command-inject = Injecter
command-dry-run = Essai à blanc
command-reset-scenario = Réinitialiser
command-scenario-info = Fiche…
command-action-table = Table des actions…
command-outcome-table = Table des résultats…
command-about = À propos de Sendport…

welcome-title = Par où commencer
welcome-learn = Apprendre
welcome-learn-about = { $lessons } leçons, { $minutes } minutes : prédire, essayer et voir pourquoi
welcome-play = Jouer
welcome-play-about = { $scenarios } scénarios : envoyer des messages et voir où ils vont
welcome-administer = Administrer
welcome-administer-about = Vos propres ports d’envoi : importer un fichier de liaison, ou partir de rien
welcome-close = Fermer « Par où commencer »
welcome-close-hint = Le menu Aide le remontre
command-english = English
command-french = Français
command-next-pane = Volet suivant
command-find-in-list = Rechercher dans la liste
action-some-of = { $action } ({ $some } sur { $of })
menu-new = Nouveau
close = Fermer
cancel = Annuler

### Window: why a command is greyed

why-not-select-something = Sélectionnez d’abord un élément de la liste
why-not-select-one = Sélectionnez un seul élément
why-not-select-port = Sélectionnez d’abord un port d’envoi ou un groupe de ports d’envoi
why-not-select-application = Sélectionnez d’abord une application
why-not-of-this-kind = Ce n’est pas possible pour des éléments de ce type
why-not-no-scenario = Le document ouvert n’est pas un scénario

### Window: refusals

refused-what = Impossible : { $deed }
refused-action = { $action } { $name }
refused-publish = Injecter le message
refused-role = Votre rôle ici : { $role }. « { $task } » est réservé à : { $roles }.
refused-not-there = { $name } n’existe plus.
refused-nothing-selected = Rien n’est sélectionné.
refused-nothing-to-undo = Il n’y a rien à annuler.
refused-nothing-to-redo = Il n’y a rien à rétablir.
refused-kind-fixed = Le type de { $name } a été choisi à la création et ne peut être modifié.
refused-group-empty = Le groupe { $group } n’a pas de membre : personne ne recevrait le message.
refused-location-disabled = L’emplacement de réception { $name } est désactivé : il ne reçoit rien.
refused-no-location = L’emplacement de réception { $name } n’existe pas.
refused-no-host-instance = L’hôte { $host } n’a aucune instance à démarrer ou à arrêter.
refused-no-instance = L’instance de service n’existe plus.
refused-not-suspended = L’instance de service n’est plus suspendue.
refused-orchestration-not-started = L’orchestration { $name } n’envoie rien dans l’état { $state }.
refused-orchestration-no-host-instance = L’orchestration { $name } s’exécute dans l’hôte { $host }, dont aucune instance n’est en cours d’exécution : elle n’envoie rien.
refused-orchestration-state = « { $action } » n’est pas disponible pour l’orchestration { $name } dans l’état { $state }.
refused-port-unbound = Le port logique { $port } de l’orchestration { $orchestration } n’est lié à aucun port d’envoi ni groupe de ports d’envoi.
refused-still-no-subscriber = Toujours aucun abonné pour { $message } : le routage échouerait de nouveau. Démarrez ou corrigez d’abord un abonnement.
refused-store = La MessageBox ne répond pas : { $error }
deed-operate =
    { $operation } { $count ->
        [one] { $count } instance de service
       *[other] { $count } instances de service
    }
deed-undo = Annuler
deed-redo = Rétablir
deed-release = Reprendre ce que retient { $name }
deed-resubmit = Modifier et renvoyer { $instance }
deed-role = Prendre le rôle { $role }
cause-loop = { $port } s’abonne aux réponses qu’il reçoit lui-même, sans fin
derived-loop = une réponse à une réponse à une réponse n’a pas de fin, elle est donc coupée
derived-orchestration-table = la page sur les orchestrations a les mêmes actions pour les états Non inscrit, Arrêté et Démarré

### Window: ways out

way-act = { $action } { $name }
way-add-reference = Ajouter à { $application } une référence à { $reference }
way-enable-location = Activer { $name }
way-properties = Propriétés : { $name }…
way-remove-member = Retirer { $port } de { $group }
way-show-instances = Afficher les instances de service : { $port }
way-start-host = Démarrer l’hôte { $host }
way-stop-host = Arrêter l’hôte { $host }
way-switch-role = Passer au rôle { $role }
way-terminate-instances = Mettre fin aux instances de service : { $port }
way-unbind = Délier { $target } de l’orchestration { $orchestration }

### Window: files and notes

document-untitled = Sans titre
file-open-document = Ouvrir un document
file-save-document = Enregistrer le document sous
file-save-body = Enregistrer le corps du message sous
file-open-body = Charger un corps de message
file-open-bindings = Importer un fichier de liaison
file-save-bindings = Exporter un fichier de liaison
dialog-cannot-open = Impossible d’ouvrir le document
dialog-cannot-save = Le document n’a pas été enregistré
toast-saved = Enregistré : { $file }
toast-body-saved = Le corps du message a été enregistré : { $file }
toast-file-failed = { $file } : { $error }
toast-messages-not-copied = Le document a été enregistré, pas ses messages : { $error }
toast-set-aside = L’ancienne MessageBox est conservée sous { $file }
toast-skipped = { $name } a été ignoré : { $why }

### Window: tree and list

pane-tree = Arborescence de la console
node-biztalk-group = Groupe BizTalk
node-all-artifacts = Tous les artefacts
node-platform-settings = Paramètres de la plateforme
node-adapters = Adaptateurs
node-suspended = Suspendus
node-messages = Messages
node-subscriptions = Abonnements
node-audit = Journal d’audit
hub-title = Hub du groupe
column-name = Nom
column-kind = Type
column-state = État
column-port-type = Type de port
column-transport = Transport
column-uri = URI
column-send-handler = Gestionnaire d’envoi
column-suspended = Suspendus
column-arrived = Arrivés
column-members = Membres
column-health = Membres Démarrés
column-filter = Filtre
column-locations = Emplacements de réception
column-bindings = Liaisons
column-host-kind = Type
column-running = En cours
column-work-queue = File d’attente de travail
column-suspended-queue = File d’attente suspendue
column-default-handler = Gestionnaire par défaut
column-handlers = Gestionnaires d’envoi
column-contents = Contenu
column-references = Références
column-application = Application
column-description = Description
cell-dynamic = dynamique
cell-started-of = { $started } sur { $of }
cell-running-of = { $running } sur { $of }
cell-contents =
    { $ports ->
        [one] { $ports } port
       *[other] { $ports } ports
    }, { $groups ->
        [one] { $groups } groupe
       *[other] { $groups } groupes
    }
binding-none = non lié
receive-one-way = Unidirectionnel
receive-request-response = Requête-réponse
filter-and = Et
filter-or = Ou
list-count =
    { $shown ->
        [one] { $shown } sur { $total }
       *[other] { $shown } sur { $total }
    }
list-filter = Filtrer la liste
list-nothing-here = Il n’y a encore rien ici.
list-nothing-matches = Rien ne correspond au filtre.
list-of-application = { $kinds } dans { $application }
list-sort = Cliquez pour trier
list-spoken = { $title }, sélection : { $selected }
toolbar-nothing-selected = Aucune sélection
toolbar-on = { $name }
toolbar-on-many =
    { $count ->
        [one] { $count } élément
       *[other] { $count } éléments
    }

### Window: details

details-nothing-subscription = Un port ou un groupe a des abonnements de l’inscription à la désinscription. Sélectionnez-en un pour voir ici à qui il appartient.
details-nothing-entry = Sélectionnez une entrée pour voir ce qu’elle a modifié.
details-nothing-instance = Les instances de service se décrivent dans leur liste.
details-last-change = Dernière modification { $time } par { $role } : { $what }
details-never-changed = Pas modifié depuis le début de l’audit de ce document.
details-nothing = Sélectionnez un artefact pour voir ce qu’il est et ce qu’il fait.
details-many =
    { $count ->
        [one] { $count } élément sélectionné
       *[other] { $count } éléments sélectionnés
    }
details-none = aucun
details-kind = Type
details-contents = Contenu
details-filter = Filtre
details-bound-by = Lié par
details-suspended-here =
    { $count ->
        [one] { $count } suspendu
       *[other] { $count } suspendus
    }
details-members = Membres
details-members-unchanged = Ce qui est fait au groupe ne change l’état d’aucun membre.
details-destination = Destination simulée
details-destination-switch = Comportement de la destination simulée
details-destination-number = Secondes ou fois
details-simulated = Rien n’est vraiment envoyé : la destination de chaque port d’envoi est simulée.
details-simulated-still = Sa destination reste simulée : seuls les ports FILE, FTP, HTTP, SFTP et SMTP envoient réellement.
details-live = L’envoi réel est activé : les messages atteignent réellement cette adresse.
destinations-live = envoi réel
details-send-handlers = Envoie pour les adaptateurs
details-location-hint = Coché : l’emplacement de réception est activé
meaning-bound = Configuré, sans abonnement : il ne reçoit aucun message.
meaning-stopped = Abonné, inactif : ses messages sont suspendus.
meaning-started = Abonné et actif : ses messages sont traités.
instance-running = En cours d’exécution
instance-stopped = Arrêtée
behaviour-up = Disponible
behaviour-down = Hors service
behaviour-slow = Lente
behaviour-fails-next = Échoue ensuite
behaviour-rejects = Refuse
inbox-title = Arrivés ({ $count })
inbox-empty = Rien n’est encore arrivé.
inbox-copy = Tout copier

### Window: sending a message

inject-title = Injecter un message
inject-by-properties = Par ses propriétés
inject-to-port = À un port d’envoi
inject-to-group = À un groupe de ports d’envoi
inject-choose-port = Choisissez un port d’envoi
inject-choose-group = Choisissez un groupe de ports d’envoi
inject-source = Publié par
inject-source-properties = personne en particulier
inject-source-location = l’emplacement de réception { $name }
inject-source-orchestration = l’orchestration { $orchestration }, port { $port }
inject-template = Modèle
inject-no-template = aucun
inject-save-template = En faire un modèle…
inject-template-name = Nom du modèle
inject-save = Enregistrer
inject-message-type = Type de message
inject-property-name = Propriété { $number }
inject-property-value = Valeur { $number }
inject-property-type = Type { $number }
inject-remove-property = Retirer la propriété { $number }
inject-add-property = Ajouter une propriété
inject-type-declared = Un schéma de propriété déclare ce type
inject-wrong-value = { $property } : « { $value } » n’est pas une valeur du type { $type }
inject-body = Corps
inject-show-body =
    { $size ->
        [0] Corps (vide)
       *[other] Corps ({ $size } octets)
    }
inject-hide-body =
    { $size ->
        [0] Masquer le corps (vide)
       *[other] Masquer le corps ({ $size } octets)
    }
inject-load-body = Charger…
inject-count = fois
inject-dry-run-hint = Montre ce que deviendrait le message, sans rien envoyer

### Window: what became of a message

outcome-title = Résultat
outcome-empty = Injectez un message pour voir où il va, et pourquoi.
outcome-copy = Copier en texte
outcome-dry-run = Essai à blanc : rien n’a été envoyé
outcome-sent =
    Envoyé { $to }{ $typed ->
        [0] .
       *[other] , type { $type }.
    }
outcome-nobody = Personne n’a reçu de copie
outcome-report = Rapport d’échec du routage
outcome-no-properties = Le message n’a pas de propriété promue.
outcome-via = via
outcome-more = Afficher pourquoi
outcome-less = Masquer pourquoi
outcome-make-it = Pour que le prochain soit traité :
outcome-not-delivered = Non remis à ({ $count })
outcome-more-ports =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
outcome-next = Suivant
outcome-previous = Précédent
sentence = Motif : { $clause }.

### Window: suspended service instances

suspended-empty = Rien n’est suspendu. Un port arrêté, un groupe arrêté ou une destination en échec placerait des messages ici.
suspended-filter = Port, message ou propriété
suspended-only = Seulement { $port }
suspended-all = Tout afficher
suspended-group = Cause : { $cause }
suspended-counts =
    { $count ->
        [one] { $count } instance
       *[other] { $count } instances
    }, peuvent être reprises : { $resumable }, depuis { $since }
suspended-resume = Reprendre…
suspended-resume-all = Tout reprendre…
suspended-terminate = Mettre fin…
suspended-terminate-all = Mettre fin à toutes…
suspended-resubmit = Modifier et renvoyer…
suspended-save = Enregistrer…
suspended-select = Sélectionnez d’abord des instances de service
suspended-in-queue = File d’attente suspendue de l’hôte { $host }
suspended-fix-hint = Corrigez l’abonnement, puis reprenez le message, ou modifiez-le et renvoyez-le.

### Window: log

log-show = Afficher le journal
log-hide = Masquer le journal
log-filter = Filtrer le journal
log-copy = Copier
log-empty = Il ne s’est encore rien passé.
log-hint = Cliquez pour montrer de quoi il s’agit
log-older =
    { $count ->
        [one] { $count } événement plus ancien n’est pas affiché
       *[other] { $count } événements plus anciens ne sont pas affichés
    }

### Operation windows

refusal-title = Pourquoi pas ?
why-grey-title = Pourquoi « { $action } » est-il grisé ?
why-grey-ways = Ce qui le rendrait possible :
actions-title = Table des actions
actions-table = Ce qui est possible dans chaque état
actions-corner = Action
actions-not-available = Non disponible
actions-here = ici
actions-intro = Ce qui est possible avec un port d’envoi ou un groupe de ports d’envoi dans chaque état, et l’état qui en résulte.
actions-button = { $action } : de { $from } à { $to }
actions-on-the-way = « { $action } » depuis l’état { $from } commence par « { $first } ».
outcomes-title = Table des résultats
outcomes-corner = État du port
outcomes-direct = Directement au port d’envoi
outcomes-group = Via un groupe
outcomes-via-group = Via un groupe dans l’état { $state }
outcomes-port = Port { $state }
outcomes-documented = Documenté, ligne { $row }
outcomes-derived = Déduit
outcomes-no-copy = Si personne d’autre ne reçoit de copie, c’est un échec du routage.
outcomes-cell = { $path }, port { $port } : { $verdict } ({ $stamp })
held-title = Démarrer { $items }
held-lead =
    { $items } : { $count ->
        [one] { $number } message est retenu
       *[other] { $number } messages sont retenus
    } par l’arrêt.
held-question = Faut-il reprendre ce qui est retenu ?
held-transport-stays = Ce qui a échoué au transport reste suspendu dans tous les cas.
held-start-and-resume = Démarrer et reprendre
held-start-and-keep = Démarrer et garder
delete-title = Supprimer
delete-lead = Conditions à remplir avant la suppression :
delete-nothing-in-the-way = Rien ne s’y oppose.
delete-gone = L’élément n’existe plus.
delete-unmet =
    { $count ->
        [one] { $count } condition n’est pas encore remplie
       *[other] { $count } conditions ne sont pas encore remplies
    }
delete-live =
    { $name } a { $count ->
        [one] { $number } instance de service active, qui perd
       *[other] { $number } instances de service actives, qui perdent
    } la configuration avec lui. À la reprise, elles échouent et sont de nouveau suspendues.
delete-undo = « Annuler » le rétablit.
move-title = Déplacer
move-title-of = Déplacer { $items }
move-application = Vers l’application
move-none = (aucune)
move-no-application = Il n’y a pas d’autre application
move-dependencies = Dépendances
move-nothing-depends = Rien n’en dépend, et il ne dépend de rien.
move-keeps = L’état, les membres et les liaisons restent inchangés.
start-application-title = Démarrer l’application « { $name } »
start-application-resume-note = Les messages retenus par un port ou un groupe arrêté sont repris. Ce qui a échoué au transport reste suspendu.
start-application-referenced = Applications référencées
start-application-no-references = L’application n’en référence aucune autre.
start-application-reference = { $name } : { $running } sur { $all } ports et groupes Démarrés
stop-application-title = Arrêter l’application « { $name } »
stop-application-terminates = Il est mis fin aux instances de service de ses ports d’envoi, sans achever leur traitement. « Annuler » ne les rétablit pas.
stop-table = Ce que fait chaque choix
stop-column-allow = Laisser continuer
stop-column-suspend = Suspendre
stop-column-terminate = Arrêt complet
stop-receive-locations = Emplacements de réception
stop-orchestrations = Orchestrations
stop-send-port-groups = Groupes de ports d’envoi
stop-send-ports = Ports d’envoi
stop-instances = Instances de service
stop-disabled = désactivation
stop-unchanged = sans changement
stop-stopped = arrêt
stop-unenlisted = désinscription
stop-go-on = poursuite
stop-suspended = suspension
stop-terminated = fin
instances-as-of = État à { $time }. Ce qui est arrivé depuis n’est pas touché.
instances-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
instances-untyped = (sans type)
resume-title =
    { $count ->
        [one] Reprendre { $number } instance de service
       *[other] Reprendre { $number } instances de service
    }
resume-not-started = { $name } est { $state }.
resume-anyway = La reprise remet les messages malgré tout : elle ignore l’état du port. Ce comportement est documenté.
resume-all =
    { $count ->
        [one] { $number } instance de service de cette cause est reprise.
       *[other] Les { $number } instances de service de cette cause sont reprises.
    } Celles de la même cause qui arrivent d’ici là en font partie.
resume-skips =
    { $count ->
        [one] { $count } d’entre elles ne peut être reprise et est ignorée.
       *[other] { $count } d’entre elles ne peuvent être reprises et sont ignorées.
    }
resume-routes-again = Un échec du routage est acheminé de nouveau ; il reste suspendu s’il n’y a toujours aucun abonné.
resume-now = Reprendre
resume-start-port = Démarrer plutôt le port
resume-start-group = Démarrer plutôt le groupe
resume-start-all = Plutôt les démarrer
terminate-title =
    { $count ->
        [one] Mettre fin à { $number } instance de service ?
       *[other] Mettre fin à { $number } instances de service ?
    }
terminate-lead =
    { $count ->
        [one] Le message de { $number } instance de service est abandonné.
       *[other] Les messages de { $number } instances de service sont abandonnés.
    }
terminate-no-undo = Mettre fin est irréversible. Un message qu’aucune autre instance active ne détient est perdu.
terminate-save = Enregistrer d’abord…
terminate-save-one = Enregistrer…
terminate-save-of = Enregistrer { $message }…
terminate-save-hint = Pour enregistrer d’abord des messages, annulez et ouvrez-les un par un.
terminate-now = Mettre fin ({ $count ->
        [one] { $number }
       *[other] { $number }
    })
resubmit-title = Modifier et renvoyer { $message }
resubmit-addressing = Envoyé
resubmit-message-type = Type de message
resubmit-properties = Propriétés promues
resubmit-property = Propriété
resubmit-type = Type
resubmit-value = Valeur
resubmit-cell = { $column }, ligne { $row }
resubmit-add = Ajouter
resubmit-delete = Supprimer
resubmit-no-properties = Le message n’a pas de propriété promue.
resubmit-body = Corps
resubmit-body-hidden = Seul un administrateur voit les corps. Le corps est renvoyé tel quel.
resubmit-ends = L’instance suspendue { $instance } ne prend fin que lorsque le nouveau message est accepté.
resubmit-everyone = Tous les abonnés reçoivent le nouveau message, même ceux qui ont déjà reçu le premier.
resubmit-now = Renvoyer
unsaved-title = Modifications non enregistrées
unsaved-lead = « { $document } » contient des modifications non enregistrées.
unsaved-loss = Sans enregistrement, elles sont perdues.
unsaved-save = Enregistrer
unsaved-discard = Abandonner
message-copy = Copier
path-why = Le système n’a affiché aucune boîte de dialogue : entrez le chemin ici.
path-field = Chemin
path-empty = Entrez un chemin
path-missing = Ce fichier n’existe pas
path-is-folder = C’est un dossier : ajoutez le nom d’un fichier
path-no-folder = Ce dossier n’existe pas
path-overwrites = Ce fichier existe et sera remplacé.
path-open = Ouvrir
path-save = Enregistrer
path-overwrite = Remplacer
store-title = Impossible d’ouvrir les messages
store-locked = { $file } est utilisé par un autre Sendport ({ $holder }). Fermez-y le document, puis réessayez.
store-not-a-message-box = { $file } occupe la place des messages et n’est pas une MessageBox.
store-newer = { $file } a été écrit par une version plus récente de Sendport.
store-damaged = { $file } est endommagé.
store-io = { $file } ne peut être lu.
store-full = Le disque est plein : les messages ne peuvent être conservés.
store-other = La MessageBox ne répond pas.
store-again = Réessayer
store-without-messages = Ouvrir sans ses messages
store-without-messages-note = Le document s’ouvre avec des files d’attente vides. Ce qui est envoyé entre-temps n’est pas conservé.
store-new = La mettre de côté et en commencer une autre
store-new-note = Le fichier est conservé sous un autre nom, et le document reçoit une MessageBox vide.
about-title = À propos de Sendport
about-version = Version { $version }
about-what = Administrer des ports d’envoi et des groupes de ports d’envoi, injecter un message, voir où il est allé et pourquoi. Ce qui est permis et ce que devient un message suit la documentation de BizTalk Server, page par page.
about-not-affiliated = Un outil de formation. Rien n’est vraiment envoyé, et ce n’est pas un produit de Microsoft. BizTalk est une marque de Microsoft.
about-licence = Licence : { $licence }
about-font = Police : Inter, sous SIL Open Font License 1.1
about-font-licence = Texte de la licence
scenario-title = À propos de ce scénario
scenario-what = Ce qu’il montre
scenario-how-to-use = Comment l’utiliser
scenario-things-to-notice = À remarquer
scenario-things-to-try = À essayer
scenario-rule = La règle
scenario-source = Où c’est écrit

### Menus
menu-file = Fichier
menu-edit = Édition
menu-view = Affichage
menu-action = Action
menu-scenario = Scénario
menu-help = Aide
menu-recent = Ouvrir un document récent
menu-no-recent = Rien n’a encore été ouvert
theme-system = Thème du système
theme-light = Clair
theme-dark = Sombre
pane-list = Liste
pane-details = Détails
role-label = Rôle
scenario-entry = { $number }. { $title }
drop-hint = Déposez un document pour l’ouvrir, tout autre fichier pour en faire le corps du message
inject-suggestions = Propriétés connues pour la propriété { $number }
copy-as-title = Copier { $name } en tant que…
copy-as-explained = Le type d’un port d’envoi est fixé à sa création. Une copie peut être d’un autre type ; ce que ce type n’a pas est omis.
copy-as-ok = Copier…
stamp-row = ligne { $row }
stamp-derived = déduit
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
property-new-send-port-group = Nouveau - Propriétés du groupe de ports d’envoi
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
toolbar-on-group = { $name } (membres inchangés)
action-members-unchanged = Les membres d’un groupe gardent leur état.
action-skips = { $name } sera ignoré : { $why }
action-refuses = Sera refusé : { $why }
toast-more = et { $count } de plus
send-port-configure-pipeline = Configurer le pipeline…
send-port-pipeline-named-only = Les pipelines sont nommés et non exécutés, il n’y a donc rien à configurer.
certificate-browse = Parcourir…
certificate-no-store = Sendport ne consulte aucun magasin de certificats. Saisissez l’empreinte.
guard-orchestration-bindings = Pour modifier ses liaisons, { $name } doit être désinscrite ; elle est à l’état { $state }.
guard-application-foreign = Aucun port d’envoi inscrit d’une autre application ne peut être membre de ses groupes.
guard-application-foreign-enlisted = Des membres de ses groupes qui appartiennent à d’autres applications sont inscrits : { $ports }.
problem-host-has-handlers = { $adapters } ont des gestionnaires d’envoi sur cet hôte, et un hôte isolé ne peut en avoir.
problem-schema-used = Le filtre de { $name } la compare à une valeur d’un autre type.
guard-orchestration-enlisted = { $name } doit être inscrite avant de démarrer.

### Noms qui ne sont qu’entendus

access-resize-panel = Redimensionner le volet
outcome-verdict = { $summary }. { $why }
outcome-verdict-rule = { $rule } ({ $port })
key-shift = Maj
key-enter = Entrée
key-delete = Suppr
key-backspace = Retour arrière
key-space = Espace
key-escape = Échap
key-home = Origine
key-end = Fin
outcome-is-newest = Aucun message n’est venu après celui-ci
outcome-is-oldest = Aucun message n’est venu avant celui-ci
page-short-tree = Arbre
page-short-inject = Injecter
page-short-welcome = Commencer
menu-more = Plus
### Window: the route diagram

diagram-title = Diagramme
diagram-spoken =
    Diagramme de routage, { $ports ->
        [one] { $ports } port d’envoi
       *[other] { $ports } ports d’envoi
    }, { $selected } sélectionnés
diagram-empty = Il n’y a aucun port d’envoi à afficher ici.
diagram-show-all = Tout afficher
diagram-scope = Ce que montre le diagramme
diagram-scope-here = Ce qui est choisi dans l’arborescence
diagram-scope-selection = Ce qui est sélectionné
diagram-scope-all = Tout
diagram-ports =
    { $count ->
        [one] { $count } port d’envoi
       *[other] { $count } ports d’envoi
    }
diagram-unfold-all = Tout déplier
diagram-fold-all = Replier
diagram-too-many = Plus de { $most } ports d’envoi ne peuvent pas être lus un à un. Dépliez une pile par son signe plus.
diagram-unfold = Déplier
diagram-fold = Replier de nouveau
diagram-show-as-list = Afficher comme liste
diagram-zoom-in = Agrandir
diagram-zoom-out = Réduire
diagram-percent = { $percent } %
diagram-picture = Image
diagram-legend = Légende
diagram-legend-membership = Membre d’un groupe
diagram-legend-subscription = Abonnement avec un filtre
diagram-legend-bound = Lié ou adressé
diagram-no-message = Injectez un message pour voir son chemin.
diagram-at-the-whole-way = Le chemin entier est affiché : « Suivant » le rejoue depuis le début.
diagram-at-the-end = C’est la dernière étape.
diagram-step-of = { $message }, étape { $step } sur { $of }
diagram-not-all-shown = Une partie de son chemin n’est pas affichée ici.
diagram-message-box = MessageBox
diagram-injected = Message injecté
diagram-injected-note = par vous
diagram-arrived =
    { $count ->
        [one] { $count } arrivé
       *[other] { $count } arrivés
    }
diagram-suspended =
    { $count ->
        [one] { $count } suspendu
       *[other] { $count } suspendus
    }
diagram-in-progress = { $count } en cours
diagram-routing-failures =
    { $count ->
        [one] { $count } échec du routage
       *[other] { $count } échecs du routage
    }
diagram-members =
    { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    }
diagram-members-shown = { $shown } membres affichés sur { $count }
diagram-stack-ports = { $count } ports d’envoi
diagram-stack-groups = { $count } groupes
diagram-stack-receive-ports = { $count } ports de réception
diagram-stack-orchestrations = { $count } orchestrations
diagram-of-state = { $count } { $state }
diagram-states = { $states }
diagram-filters =
    { $count ->
        [one] { $count } filtre
       *[other] { $count } filtres
    }
diagram-from-to = De { $first } à { $last }
diagram-in-common = En commun : { $common }
diagram-address-of-message = Adresse du message
diagram-locations =
    { $count ->
        [one] { $enabled } emplacement activé sur { $count }
       *[other] { $enabled } emplacements activés sur { $count }
    }
diagram-subscription-of = Abonnement de { $name }
diagram-no-subscription-of = Filtre de { $name } sans abonnement
diagram-destination-of = Destination de { $name }
diagram-step-published = { $message } est envoyé { $to }. La MessageBox l’enregistre.
diagram-step-addressed = Il est adressé à { $target } : aucun filtre n’est consulté.
diagram-step-looks =
    La MessageBox compare ses propriétés { $count ->
        [0] sans trouver de filtre : personne d’inscrit n’en a.
        [one] au filtre de { $count } abonnement.
       *[other] aux filtres de { $count } abonnements.
    }
diagram-step-bound = Le port logique est lié à { $target }, qui reçoit une copie quoi que disent les filtres.
diagram-step-matches = Le filtre de { $owner } correspond : { $predicates }.
diagram-step-group =
    { $count ->
        [one] Via le groupe { $group }, { $count } membre reçoit une copie.
       *[other] Via le groupe { $group }, { $count } membres reçoivent chacun une copie.
    }
diagram-step-rule = { $rule }.
diagram-step-not = { $name } ne reçoit aucune copie. { $why }
diagram-step-not-others =
    { $count ->
        [one] { $count } autre ne reçoit aucune copie ; le résultat dit pourquoi.
       *[other] { $count } autres ne reçoivent aucune copie ; le résultat dit pourquoi pour chacun.
    }
diagram-step-elsewhere = Personne d’autre ne reçoit de copie : le message a été envoyé à { $target } seulement.
command-show-list = Liste
command-show-diagram = Diagramme
command-show-both = Les deux
command-fit-diagram = Ajuster
command-step-forward = Suivant
command-step-back = Précédent
command-whole-way = Chemin entier
command-picture-svg = Enregistrer en SVG…
command-picture-png = Enregistrer en PNG…
command-copy-picture = Copier comme image
file-save-picture = Enregistrer le diagramme comme image
outcome-in-diagram = Voir dans le diagramme
toast-picture-copied = L’image est dans le presse-papiers.
toast-picture-failed = L’image n’a pas pu être créée : { $error }
### The audit
audit-deed-undone = Annuler : { $deed }
audit-deed-undone-many = Annuler { $count } actions
audit-deed-redone = Rétablir : { $deed }
audit-deed-redone-many = Rétablir { $count } actions
audit-deed-operated =
    { $count ->
        [one] { $operation } { $count } instance de service
       *[other] { $operation } { $count } instances de service
    }
audit-deed-resubmitted = Modifier et renvoyer { $instance } ({ $from } est devenu { $to })
audit-deed-live-on = Activer l’envoi réel vers { $count ->
        [one] une adresse
       *[other] { $count } adresses
    }
audit-deed-live-off = Désactiver l’envoi réel
audit-more-addresses = { $count ->
        [one] et une autre adresse
       *[other] et { $count } autres adresses
    }
deed-undo-to = Annuler jusqu’ici
deed-redo-to = Rétablir jusqu’ici
refused-not-in-this-session = Cette entrée est d’une session précédente. Ce qui peut être annulé prend fin à la fermeture du document ; les entrées restent.
refused-nothing-since = Rien de ce qui est configuré n’a changé depuis cette entrée.
refused-lies-ahead = Cette entrée est annulée : le rétablissement y mène.
refused-lies-behind = Cette entrée précède l’état présent : l’annulation y mène.
refused-no-way-back = Aucune annulation ne mène à cette entrée : elle a été annulée, et autre chose a été fait depuis.
refused-step-needs = En chemin se trouve { $deed }. { $why }
### Tables
table-loading = Chargement…
table-columns = Colonnes
table-move-left = Déplacer { $column } vers la gauche
table-move-right = Déplacer { $column } vers la droite
table-no-room = { $column } (pas de place actuellement)
table-reset = Réinitialiser les colonnes
table-sort-up = Tri croissant
table-sort-down = Tri décroissant
table-sort-not = Ne pas trier
table-copy = Copier dans le presse-papiers
table-copy-cell = Cellule
table-copy-rows = Lignes
table-copy-with-header = Lignes avec en-tête
audit-empty = Rien n’a encore été fait. Chaque action d’administration est consignée ici : qui l’a faite, quand, et ce qu’elle a modifié.
audit-nothing-matches = Aucune entrée ne correspond.
audit-count =
    { $count ->
        [one] { $count } entrée
       *[other] { $count } entrées
    }
audit-filter = Chercher dans l’audit
audit-number = N°
audit-when = Quand
audit-who = Rôle
audit-kind = Type d’action
audit-what = Action
audit-artifacts = Artefact
audit-changed = Ce qui a changé
audit-undone-column = Annulée
audit-undone-by = Annulée par l’entrée
audit-undone = par l’entrée { $entry }
audit-is-undone = Cette action est annulée, par l’entrée { $entry }.
audit-unknown = Une autre version de Sendport a écrit cette entrée
audit-by-role = Rôles affichés
audit-any-role = Tous les rôles
audit-any-kind = Toute action
audit-always = Toutes les dates
audit-hour = Dernière heure
audit-day = Dernières 24 heures
audit-week = 7 derniers jours
audit-kind-create = Création
audit-kind-edit = Modification, renommage
audit-kind-delete = Suppression
audit-kind-move = Déplacement
audit-kind-state = Démarrage, arrêt, inscription
audit-kind-host-instance = Instances d’hôte
audit-kind-destination = Destinations simulées
audit-kind-instances = Instances de service
audit-kind-role = Rôle
audit-kind-live = Envoi réel
audit-kind-history = Annulation, rétablissement
audit-history = Historique
audit-history-of = Historique de { $name }
audit-show-all = Afficher toutes les entrées
audit-go-to = Aller à { $name }
audit-back = Retour aux entrées
audit-entry = Entrée { $number }, { $time }, { $role }
audit-undo-to = Annuler jusqu’ici…
audit-redo-to = Rétablir jusqu’ici…
audit-more-deeds =
    { $count ->
        [one] et une autre action
       *[other] et { $count } autres actions
    }
audit-resumed =
    { $count ->
        [one] Une instance de service a été reprise.
       *[other] { $count } instances de service ont été reprises.
    }
audit-suspended =
    { $count ->
        [one] Une instance de service a été suspendue.
       *[other] { $count } instances de service ont été suspendues.
    }
audit-terminated =
    { $count ->
        [one] Il a été mis fin à une instance de service.
       *[other] Il a été mis fin à { $count } instances de service.
    }
audit-created = { $kind }, création
audit-deleted = { $kind }, suppression
audit-and-more =
    { $count ->
        [one] { $what } ; et un autre artefact
       *[other] { $what } ; et { $count } autres artefacts
    }
audit-more-fields =
    { $count ->
        [one] un autre champ
       *[other] { $count } autres champs
    }
audit-show-more =
    { $count ->
        [one] Afficher un autre artefact
       *[other] Afficher { $count } autres artefacts
    }
audit-field = Champ
audit-before = Avant
audit-after = Après
audit-nothing = aucun
audit-not-there = Absent
audit-span = { $name } : { $state } du { $from } au { $to }
audit-span-now = { $name } : { $state } depuis le { $from }
audit-export = Exporter
audit-export-csv = En CSV pour un tableur…
audit-export-markdown = En Markdown…
audit-file = audit
file-save-audit = Exporter l’audit
toast-exported = Exporté vers { $file }.
undo-to-lead =
    { $count ->
        [one] Tout sera configuré comme juste après l’entrée { $entry }. Une action est annulée :
       *[other] Tout sera configuré comme juste après l’entrée { $entry }. { $count } actions sont annulées, la plus récente d’abord :
    }
redo-to-lead =
    { $count ->
        [one] Tout sera configuré comme juste après l’entrée { $entry }. Une action est rétablie :
       *[other] Tout sera configuré comme juste après l’entrée { $entry }. { $count } actions sont rétablies, dans cet ordre :
    }
undo-to-messages-stay = Les messages et les instances de service restent tels quels, de même que le rôle.
undo-to-redoable = Le rétablissement les ramène pas à pas ; dans l’audit, « Rétablir jusqu’ici » les ramène d’un coup.
redo-to-undoable = L’annulation les reprend.
undo-to-button =
    { $count ->
        [one] Annuler une action
       *[other] Annuler { $count } actions
    }
redo-to-button =
    { $count ->
        [one] Rétablir une action
       *[other] Rétablir { $count } actions
    }
log-show-in-audit = Afficher dans l’audit
command-history = Historique dans l’audit
audit-field-name = Nom
audit-field-application = Application
audit-field-kind = Type
audit-field-description = Description
audit-field-state = État
audit-field-transport = Transport
audit-field-backup = Transport secondaire
audit-field-adapter = Type de transport
audit-field-address = Adresse (URI)
audit-field-settings = Paramètres
audit-field-handler = Gestionnaire d’envoi
audit-field-handlers = Gestionnaires d’envoi
audit-field-retry-count = Nombre de tentatives
audit-field-retry-interval = Intervalle avant nouvelle tentative (minutes)
audit-field-window = Fenêtre de service
audit-field-enabled = Activé
audit-field-start = Heure de début
audit-field-stop = Heure de fin
audit-field-send-pipeline = Pipeline d’envoi
audit-field-receive-pipeline = Pipeline de réception
audit-field-pipeline = Pipeline
audit-field-priority = Priorité
audit-field-ordered-delivery = Livraison chronologique des messages
audit-field-stop-sending = Arrêter l’envoi des messages suivants en cas d’échec du message en cours
audit-field-enforce-order = Garantir l’ordre entre les emplacements
audit-field-route-failed = Activer le routage des messages ayant échoué
audit-field-inbound-maps = Mappages entrants
audit-field-outbound-maps = Mappages sortants
audit-field-filter = Filtre
audit-field-certificate = Certificat
audit-field-common-name = Nom commun
audit-field-thumbprint = Empreinte
audit-field-tracking = Suivi
audit-field-bodies = Corps des messages
audit-field-properties = Propriétés
audit-field-request-before = Demande, avant le traitement du port
audit-field-request-after = Demande, après le traitement du port
audit-field-response-before = Réponse, avant le traitement du port
audit-field-response-after = Réponse, après le traitement du port
audit-field-members = Membres
audit-field-default = Par défaut
audit-field-references = Références
audit-field-two-way = Demande-réponse
audit-field-locations = Emplacements de réception
audit-field-host = Hôte
audit-field-ports = Ports
audit-field-binding = Lié à
audit-field-binding-xml = Longueur du texte du fichier de liaison
audit-field-instances = Instances d’hôte
audit-field-server = Serveur
audit-field-running = En cours d’exécution
audit-field-default-handler = Gestionnaire d’envoi par défaut
audit-field-behaviour = Comportement
audit-field-response = Réponse
audit-field-message-type = Type de message
audit-field-body = Corps
audit-field-value-type = Type
audit-field-port = Port d’envoi
audit-field-addressing = À

### Ports into groups
command-add-to-group = Ajouter à un groupe de ports d’envoi…
deed-add-members =
    { $count ->
        [one] Ajouter { $port } à { $group }
       *[other] Ajouter { $count } ports d’envoi à { $group }
    }
refused-member-already =
    { $count ->
        [one] { $port } est déjà membre de { $group }.
       *[other] Tous sont déjà membres de { $group }.
    }
drag-adds = Ajouter { $items } à { $group }
drag-carries = { $items } : à déposer sur un groupe de ports d’envoi
drag-title = Déposer sur un groupe de ports d’envoi
drag-no-groups = Il n’y a pas encore de groupe de ports d’envoi. Créez-en un d’abord.
add-to-group-title =
    { $count ->
        [one] Ajouter { $port } à un groupe de ports d’envoi
       *[other] Ajouter { $count } ports d’envoi à un groupe
    }
add-to-group-choose = Choisissez d’abord un groupe de ports d’envoi.
add-to-group-why = Impossible parce que
add-to-group-ok = Ajouter

### Messages

messages-search = Rechercher id, type et propriétés
messages-filters-show = Plus de conditions
messages-filters-hide = Moins de conditions
messages-suggest = Tout afficher
messages-contains = contient
messages-missing = n’est pas promue
messages-not-promoted = non promue
messages-via = Via un groupe de ports d’envoi
messages-by-group = via { $group }
messages-outcome = Résultat
messages-outcome-any = Tout résultat
messages-time = Période
messages-time-any = Toute période
messages-time-minutes = 5 dernières minutes
messages-time-hour = Dernière heure
messages-time-today = Aujourd’hui
messages-time-custom = Du … au
messages-from = Du (2027-01-15 08:00)
messages-until = Au (2027-01-15 09:00)
messages-time-wrong = « { $text } » n’est pas une heure. Saisissez un jour et une heure, par exemple 2027-01-15 08:00.
messages-body = Corps
messages-body-contains = Le corps contient
messages-words = Messages : { $parts }
messages-words-text = « { $text } » dans l’id, le type ou une propriété
messages-words-property = { $property } { $operator } { $value }
messages-words-body = « { $text } » dans le corps
messages-words-port = une copie pour { $port }
messages-words-via = via { $group }
messages-words-outcome = résultat : { $outcome }
messages-words-from = à partir de { $time }
messages-words-to = avant { $time }
messages-clear = Effacer
messages-found = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
messages-found-more = plus de { $count } messages
messages-found-yet = { $count } trouvés pour l’instant
messages-searching = recherche en cours, jusqu’à { $message }
messages-cancel = Annuler
messages-cancelled = annulée
messages-again = Rechercher à nouveau
messages-fresh = { $count ->
    [one] { $count } nouveau message
   *[other] { $count } nouveaux messages
}
messages-fresh-many = plus de { $count } nouveaux messages
messages-looking = Recherche en cours…
messages-none = Il n’y a encore aucun message. Envoyez-en un dans le panneau Injecter un message : il reste ici, avec ce qu’il est devenu, même après la fermeture de Sendport.
messages-nothing-found = Aucun message ne correspond. Effacez certaines conditions.
messages-choose = Choisissez un message pour voir ses instances de service et sa chronologie. Choisissez-en deux pour comparer leurs chemins.
messages-many = { $count } messages sont choisis. Choisissez-en un, ou deux pour les comparer.
messages-missing-message = Ce message n’est pas dans la MessageBox de ce document.
messages-column-id = Message
messages-column-time = Publié
messages-column-type = Type de message
messages-column-sent-as = Envoi
messages-column-properties = Propriétés
messages-column-size = Taille
messages-to = vers { $name }
messages-by = publié par { $name }
messages-published = publié
messages-response-to = Réponse à { $message }
messages-responded-with = Réponse : { $message }
messages-resubmission-of = Copie modifiée de { $message }
messages-resubmitted-as = Renvoyé sous { $message }
messages-bytes = { $count } o
messages-kibibytes = { $count } Kio
messages-mebibytes = { $count } Mio
messages-page = { $first } à { $last }
messages-newest = Plus récents
messages-newer = Suivants
messages-older = Précédents
messages-oldest = Plus anciens
messages-show = Afficher le message
messages-show-one = Afficher { $message }
messages-back = Retour à la liste
messages-instances = Instances de service
messages-timeline = Chronologie
messages-why = Pourquoi pas ce port ?
messages-properties = Propriétés promues
messages-inject-again = Injecter à nouveau
messages-edit-and-inject = Modifier et injecter…
messages-copy = Copier en Markdown
messages-copy-body = Copier
messages-body-raw = Tel qu’envoyé
messages-body-pretty = Avec sauts de ligne
messages-body-cut = { $count } Kio de plus ne sont pas affichés. Enregistrez le corps pour le voir en entier.
messages-no-body = Le message n’a pas de corps.
messages-published-at = Publié { $time }, { $to }.
messages-instance-facts = { $instance }, { $state }, hôte { $host }, { $attempts ->
    [0] non envoyée
    [one] envoyée une fois
   *[other] envoyée { $attempts } fois
}, dernière modification { $changed }
messages-more-instances = Afficher plus ({ $count })
messages-port-deleted = (supprimé ou renommé depuis)
messages-routed-again = Le message a été routé à nouveau : ses copies disent ce qu’il est devenu.
messages-offset-before = avant
messages-offset-ms = +{ $count } ms
messages-offset-s = +{ $count } s
messages-offset-min = +{ $count } min
messages-more-events = Tout afficher ({ $count } de plus)
messages-events-left-out = { $count } événements ultérieurs ne sont pas affichés.
messages-why-port = Port d’envoi
messages-why-hint = Choisissez un port d’envoi pour voir pourquoi il n’a pas reçu ce message, avec chaque prédicat de son filtre.
messages-why-no-port = Il n’y avait pas de port d’envoi { $port }.
messages-why-as-it-was = D’après la configuration telle qu’elle était à l’arrivée du message.
messages-why-as-it-is = D’après la configuration actuelle : celle de l’époque n’est plus en mémoire.
messages-why-got = { $port } a reçu une copie.
messages-why-got-via = { $port } a reçu une copie via { $group }.
messages-compare-title = Comparer { $one } et { $other }
messages-compare-first = La première différence
messages-compare-none = Les deux ont pris les mêmes chemins, avec le même résultat.
messages-compare-properties = Propriétés qui diffèrent
messages-compare-same-properties = Leurs propriétés promues sont les mêmes.
messages-compare-same = { $count ->
    [one] { $count } propriété est la même.
   *[other] { $count } propriétés sont les mêmes.
}
messages-compare-ways = Qui a reçu lequel
messages-compare-side = { $message } : { $why }
messages-compare-unknown = On ne sait plus pourquoi { $port } n’a rien reçu : il a été modifié ou supprimé depuis.
command-why-not-message = Pourquoi n’a-t-il pas reçu un message…

### Many at once
command-edit-field = Modifier un champ des ports sélectionnés…
deed-edit-many = Modifier { $items }
deed-import = { $count ->
    [one] Importer 1 artefact de { $file }
   *[other] Importer { $count } artefacts de { $file }
}
refused-cancelled = L’opération a été annulée ; rien n’a changé.
refused-cancelled-rest = L’opération a été arrêtée ici ; ce qui était fait le reste.
bulk-edit-short = Modifier un champ
bulk-edit-title =
    { $count ->
        [one] Modifier un champ de { $count } port
       *[other] Modifier un champ de { $count } ports
    }
bulk-edit-field = Champ
bulk-edit-value = Nouvelle valeur
bulk-edit-now = Actuellement
bulk-edit-then = Ensuite
bulk-edit-preview = Ce qui va changer
bulk-edit-same = déjà identique
bulk-edit-skipped = Ignoré : { $why }
bulk-edit-lead = À modifier : { $changes }. Déjà identiques : { $same }. Ignorés : { $skipped }.
bulk-edit-not-ready = L’aperçu est en préparation.
bulk-edit-nothing = Cette valeur ne change aucun port.
bulk-edit-apply =
    { $count ->
        [one] Modifier { $count } port
       *[other] Modifier { $count } ports
    }
bulk-progress = { $what } : { $done } sur { $total }
bulk-writing = { $what } : { $done } sur { $total }, écriture en cours
bulk-cancel-note = Annuler laisse tout en l’état.
bulk-cancel-note-piecemeal = Annuler arrête ici ; ce qui est fait reste fait.
bulk-cancelling = Annulation en cours.
bulk-too-late = L’écriture est en cours : la commande Annuler du menu Édition permet d’y revenir.
bulk-cancelled = { $what } : annulé, rien n’a changé
summary-title = { $what } : éléments ignorés
summary-lead = { $done } sur { $total } effectués, { $skipped } ignorés
summary-reason = { $count } : { $why }
summary-undo = Une seule annulation revient sur tout ce qui a été fait.
summary-skipped = Éléments ignorés
summary-why = Raison
summary-select = Sélectionner les éléments ignorés
summary-copy = Copier la liste
delete-some = { $some } sur { $of } peuvent être supprimés ; les autres sont ignorés.
delete-some-of = Supprimer { $some } sur { $of }
delete-checking = Les conditions sont en cours de vérification.

### Fenêtre : hub du groupe et instances de service

application-started = Démarrée
application-partially-started = Partiellement démarrée
application-stopped = Arrêtée
list-only = Seulement : { $what }
instances-title = Instances de service
instances-choose = État des instances de service
instances-states = { $states } ({ $count })
instances-suspended = Suspendues
instances-in-progress = En cours
instances-empty = Aucune instance de service n’est dans cet état.
instances-count =
    { $count ->
        [one] 1 instance de service
       *[other] { $count } instances de service
    }
instances-host = Hôte { $host }
instances-via = via { $group }
hub-spoken = { $section }, { $label }
hub-spoken-number = { $what } : { $number }
hub-configuration = Vue d’ensemble
hub-platform = Plateforme
hub-host-instances = Instances d’hôte
hub-work = Travail en cours
hub-in-progress = Au total
hub-running = En exécution
hub-ready = Prêtes à s’exécuter
hub-scheduled = Planifiées
hub-dehydrated = En attente ou nouvel essai
hub-no-host-instance = Sans instance d’hôte active
hub-suspended = Éléments suspendus
hub-suspended-total = Au total
hub-resumable = Peuvent être reprises
hub-not-resumable = Ne peuvent être reprises
hub-routing-failures = Échecs du routage
hub-cause-held = Retenues par un arrêt
hub-cause-transport = Échec de la transmission
hub-cause-no-address = Sans adresse
hub-cause-no-handler = Sans gestionnaire d’envoi
hub-cause-routing-failure = Échec du routage
hub-cause-loop = Trop de réponses à la suite
hub-cause-by-hand = Suspendues à la main
hub-cause-port-deleted = Port supprimé
hub-owner-nobody = Échecs du routage
hub-owner-deleted-port = Ports supprimés
hub-by-application = Suspendues par application
hub-by-port = Suspendues par port d’envoi
hub-by-host = Suspendues par hôte
hub-by-address = Suspendues par adresse
hub-others =
    { $count ->
        [one] 1 autre
       *[other] { $number } autres
    }
hub-recent = Derniers messages
hub-show = Afficher
hub-show-spoken = Afficher : { $what }
hub-attention-host =
    { $count ->
        [one] 1 instance de service attend { $host } : aucune instance de cet hôte ne fonctionne.
       *[other] { $number } instances de service attendent { $host } : aucune instance de cet hôte ne fonctionne.
    }
hub-attention-throttled =
    { $count ->
        [one] { $host } est limité : 1 message dans ses files d’attente, seuil { $threshold }.
       *[other] { $host } est limité : { $number } messages dans ses files d’attente, seuil { $threshold }.
    }
hub-attention-routing =
    { $count ->
        [one] 1 échec du routage est suspendu : personne n’était abonné au message.
       *[other] { $number } échecs du routage sont suspendus : personne n’était abonné aux messages.
    }
hub-attention-group =
    { $count ->
        [one] Le groupe { $group } est Arrêté et retient 1 message.
       *[other] Le groupe { $group } est Arrêté et retient { $number } messages.
    }
hub-attention-port =
    { $count ->
        [one] { $port } est Arrêté et retient 1 message.
       *[other] { $port } est Arrêté et retient { $number } messages.
    }
hub-attention-transport =
    { $count ->
        [one] 1 message est suspendu parce que sa transmission a échoué.
       *[other] { $number } messages sont suspendus parce que leur transmission a échoué.
    }
hub-attention-more =
    { $count ->
        [one] et 1 autre
       *[other] et { $number } autres
    }
hub-empty = Le groupe BizTalk n’a encore ni port d’envoi, ni groupe, ni port de réception, ni orchestration. Importez un fichier de liaison, créez une application ou un port d’envoi, ouvrez un document, ou commencez par un scénario.
hub-open-scenario = Ouvrir le scénario « { $title } »
hub-new = Nouveau : { $what }
hub-way-spoken = { $way } : { $what }

### Fenêtres : les deux tableaux

actions-nothing-selected = Sélectionnez un port d’envoi ou un groupe de ports d’envoi dans la liste : les cellules de son état peuvent alors être pressées.
actions-in-state = { $state } ({ $count })
actions-several = { $name } et { $more } de plus : { $states }
actions-button-items =
    { $count ->
        [one] { $button }, 1 élément
       *[other] { $button }, { $number } éléments
    }
actions-cell-not-available = { $action } : de { $from } non disponible
actions-none-in-state = Rien de ce qui est sélectionné n’est { $state }.
actions-get-there = { $items } : de { $state }, { $action } mène à { $to }.
actions-ways = Elle devient disponible après : { $ways }.
outcomes-progress = { $done } des { $all } cellules parcourues par les messages de ce document
outcomes-times =
    { $count ->
        [one] parcourue une fois
       *[other] parcourue { $number } fois
    }
outcomes-cell-exercised = { $cell }, { $times }
outcomes-cell-here = { $cell }, { $here }
outcomes-here-one = ici : { $name }
outcomes-here-many = ici : { $name } et { $more } de plus
outcomes-example = Par exemple
outcomes-neighbours = Ce qui change à côté
outcomes-neighbour = { $change } : { $verdict } ({ $stamp })
outcomes-if-port = Si le port était { $state }
outcomes-if-group = Si le groupe était { $state }
outcomes-if-direct = Directement au port d’envoi
outcomes-in-this-document = Dans ce document
outcomes-exercised = { $times }, d’abord par { $message } à { $time }
outcomes-not-exercised = Aucun message de ce document n’est encore passé par cette cellule.
outcomes-not-in-the-table = Le tableau n’a pas de ligne pour cette combinaison. Le résultat découle du sens des états.
outcomes-to-the-letter = La ligne dit « tout état », et Lié en est un : le tableau est suivi à la lettre pour un message adressé au groupe. Ce qui est Lié n’a pas d’abonnement : un message publié n’y correspond donc pas, et il n’y a pas de copie à suspendre.
outcomes-open-smallest = Ouvrir le plus petit scénario qui le montre
outcomes-shown-by = Scénario { $number } : { $title }
smallest-title = { $path }, port { $port }
smallest-what-direct = Il y a un seul port d’envoi, { $port }, et il est { $port-state }.
smallest-what-group = Il y a un seul port d’envoi, { $port }, et il est { $port-state }. C’est le seul membre du groupe { $group }, qui est { $state }.
smallest-how = Injectez le message préparé : il est adressé à { $target }.
smallest-say = Un message est adressé à { $target }. Que devient-il ?
smallest-notice-processed = Le message est traité : il arrive à la destination de { $port }.
smallest-notice-suspended = Le message est suspendu : il attend { $port } dans la file d’attente suspendue de l’hôte { $host }.
smallest-notice-no-copy = { $port } ne reçoit pas de copie. Personne d’autre n’est là pour en recevoir une : le message est un échec du routage, suspendu dans la file d’attente de l’hôte { $host }.
smallest-try-direct = Changez l’état du port et injectez de nouveau le message.
smallest-try-group = Changez l’état du port ou du groupe, un seul à la fois, et injectez de nouveau le message.
### What a change would do

impact-sentence =
    { $kinds ->
        [one] Le seul genre de message vu récemment irait ailleurs : { $parts }.
       *[other] Sur les { $kinds } genres de messages vus récemment, { $changed ->
            [one] { $changed } irait ailleurs
           *[other] { $changed } iraient ailleurs
        } : { $parts }.
    }
impact-nothing =
    { $kinds ->
        [one] Le seul genre de message vu récemment irait là où il va déjà.
       *[other] Les { $kinds } genres de messages vus récemment iraient là où ils vont déjà.
    }
impact-no-messages = Aucun message n’a encore été vu, et aucun abonnement ne changerait.
impact-no-messages-but =
    { $count ->
        [one] Aucun message n’a encore été vu pour en juger. Un abonnement changerait.
       *[other] Aucun message n’a encore été vu pour en juger. { $count } abonnements changeraient.
    }
impact-more-subscriptions =
    { $count ->
        [one] et un autre abonnement
       *[other] et { $count } autres abonnements
    }
impact-change-not-published =
    { $count ->
        [one] { $count } ne pourrait plus être envoyé
       *[other] { $count } ne pourraient plus être envoyés
    }
impact-change-routing-failure =
    { $count ->
        [one] { $count } deviendrait un échec du routage
       *[other] { $count } deviendraient des échecs du routage
    }
impact-change-suspended =
    { $count ->
        [one] { $count } aurait une copie suspendue
       *[other] { $count } auraient une copie suspendue
    }
impact-change-waits =
    { $count ->
        [one] { $count } aurait une copie en attente d’une instance d’hôte
       *[other] { $count } auraient une copie en attente d’une instance d’hôte
    }
impact-change-lost =
    { $count ->
        [one] { $count } n’atteindrait plus un port qui le reçoit aujourd’hui
       *[other] { $count } n’atteindraient plus un port qui les reçoit aujourd’hui
    }
impact-change-found =
    { $count ->
        [one] { $count }, aujourd’hui un échec du routage, trouverait un abonné
       *[other] { $count }, aujourd’hui des échecs du routage, trouveraient un abonné
    }
impact-change-processed =
    { $count ->
        [one] { $count } aurait une copie traitée qui ne l’est pas aujourd’hui
       *[other] { $count } auraient une copie traitée qui ne l’est pas aujourd’hui
    }
impact-change-gained =
    { $count ->
        [one] { $count } atteindrait un port qui ne le reçoit pas aujourd’hui
       *[other] { $count } atteindraient un port qui ne les reçoit pas aujourd’hui
    }
impact-change-published =
    { $count ->
        [one] { $count } pourrait de nouveau être envoyé
       *[other] { $count } pourraient de nouveau être envoyés
    }
impact-change-otherwise =
    { $count ->
        [one] { $count } serait retenu pour une autre raison
       *[other] { $count } seraient retenus pour une autre raison
    }
impact-subscription-address = L’abonnement de { $port } à son adresse
impact-subscription-filter = L’abonnement de { $port } à { $filter }
impact-subscription-group-address = L’abonnement de { $port } à l’adresse du groupe { $group }
impact-subscription-group-filter = L’abonnement de { $port } par le groupe { $group } à { $filter }
impact-subscription-removed = { $subscription } serait supprimé.
impact-subscription-disabled = { $subscription } retiendrait ce qui correspond.
impact-subscription-enabled = { $subscription } laisserait passer ce qui correspond.
impact-subscription-changed = { $subscription } remplacerait l’abonnement actuel.
impact-subscription-added = { $subscription } serait ajouté.
impact-subscription-added-disabled = { $subscription } serait ajouté et retiendrait ce qui correspond.
impact-live-released =
    { $count ->
        [one] Un message est retenu ; il partirait si les états le laissent alors passer.
       *[other] { $count } messages sont retenus ; ceux que les états laissent alors passer partiraient.
    }
impact-live-goes-on =
    { $count ->
        [one] Un message est en route ; il continue.
       *[other] { $count } messages sont en route ; ils continuent.
    }
impact-live-stays =
    { $count ->
        [one] Un message suspendu reste ; on peut le reprendre ou y mettre fin.
       *[other] { $count } messages suspendus restent ; on peut les reprendre ou y mettre fin.
    }
impact-live-deleted =
    { $count ->
        [one] Une instance de service perdrait sa configuration.
       *[other] { $count } instances de service perdraient leur configuration.
    }
impact-live-suspended =
    { $count ->
        [one] Une instance de service serait suspendue.
       *[other] { $count } instances de service seraient suspendues.
    }
impact-live-terminated =
    { $count ->
        [one] Il serait mis fin à une instance de service, avec son message.
       *[other] Il serait mis fin à { $count } instances de service, avec leurs messages.
    }
impact-live-waits =
    { $count ->
        [one] Un message attendrait dans la file d’attente de travail jusqu’à la reprise de l’hôte.
       *[other] { $count } messages attendraient dans la file d’attente de travail jusqu’à la reprise de l’hôte.
    }
impact-from-response = à tous les abonnés, comme réponse reçue par { $port }

### Fenêtre : tout trouver

command-find-anything = Rechercher…
command-help-on-selection = Aide sur la sélection…
command-keys = Touches…
command-glossary = Glossaire…
command-help = Aide…
command-previous-pane = Volet précédent
command-zoom-in = Agrandir
command-zoom-out = Réduire
command-zoom-reset = Zoom à 100 %
command-settings = Paramètres…
command-notices = Notifications…
command-recover-work = Récupérer le travail non enregistré…
find-title = Tout trouver
find-hint = Commande, port, message, aide… ou Propriété == valeur
find-recent = Utilisés récemment et souvent utiles
find-results = Résultats
find-looking = Recherche…
find-nothing = Rien ne correspond à « { $query } ».
find-count =
    { $count ->
        [one] { $count } résultat
       *[other] { $count } résultats
    }
find-count-more = Les { $count } meilleurs, et { $more } autres
find-keys = ↑ ↓ choisir · Entrée valider · Échap fermer
find-keys-properties = ↑ ↓ choisir · Entrée atteindre · Ctrl+Entrée propriétés
find-new = Nouveau : { $what }
find-who-gets = Qui recevrait un message avec { $question } ?
find-who-looks = Quels filtres regardent { $property } ?
find-question = Question
find-command = Commande
find-message = Message
find-scenario = Scénario
find-scenario-entry = Scénario { $number }. { $title }
find-view = Vue
find-help = Aide
find-setting = Paramètre
find-file = Document récent

### Fenêtre : aide

help-title = Aide
help-search = Rechercher dans l’aide
help-hits =
    { $count ->
        [one] { $count } endroit
       *[other] { $count } endroits
    }
help-page-selection = À propos de la sélection
help-page-keys = Touches
help-page-glossary = Glossaire
help-page-disagreements = Où la documentation se contredit
help-copy-page = Copier la page
help-copy-all = Tout copier
help-meaning = Signification
help-term = { $term } : { $meaning }
help-not-now = { $action } n’est pas possible maintenant : { $why }
help-more-selected =
    { $count ->
        [one] { $count } autre élément est sélectionné.
       *[other] { $count } autres éléments sont sélectionnés.
    }
help-keys-list = Dans une liste
help-keys-tree = Dans l’arborescence
help-keys-window = Dans une fenêtre
help-keys-field = Dans un champ de texte
help-key-row = Choisir la ligne du dessus ou du dessous
help-key-far = Choisir la première, la dernière, une ligne une page plus haut ou plus bas
help-key-range = Sélectionner une plage
help-key-all = Tout sélectionner
help-key-open = Ouvrir les propriétés
help-key-menu = Ouvrir le menu contextuel
help-key-filter = Vider le filtre, puis le quitter
help-key-node = Afficher le nœud du dessus ou du dessous
help-key-fold = Développer et réduire
help-key-node-open = Ouvrir les propriétés de l’application
help-key-next = Le contrôle suivant ou précédent
help-key-ok = Presser le bouton par défaut
help-key-cancel = Fermer sans rien faire
help-key-press = Presser le bouton ou cocher la case qui a le focus
help-key-clipboard = Copier, couper et coller
help-key-undo = Annuler et rétablir la saisie
help-key-all-text = Sélectionner tout le texte
help-key-go = L’exécuter, ou y aller
help-key-properties = Ouvrir les propriétés
help-view-hub = La page Hub du groupe compte tout ce que contient le groupe BizTalk : les applications, les instances d’hôte et les instances de service par état. Chaque nombre mène à ce qu’il compte.
help-view-applications = Une application regroupe des orchestrations, des groupes de ports d’envoi, des ports d’envoi et des ports de réception. Démarrer et arrêter une application agit sur tous.
help-view-send-ports = La liste montre les ports d’envoi avec leur état, leur transport et leur adresse. Les quatre actions agissent sur la sélection ; la barre d’outils et le menu contextuel disent pourquoi l’une est grisée.
help-view-groups = La liste montre les groupes de ports d’envoi avec leur état et leurs membres. Une action sur un groupe ne change pas l’état de ses membres.
help-view-receive-ports = La liste montre les ports de réception. Un emplacement de réception activé publie ce qu’il reçoit.
help-view-orchestrations = La liste montre les orchestrations. Elles peuvent être liées à des ports d’envoi et à des groupes de ports d’envoi et leur envoient alors directement.
help-view-all = Les listes montrent les artefacts de toutes les applications.
help-view-hosts = Un hôte est l’endroit où s’exécutent les gestionnaires d’envoi. Tant qu’aucune de ses instances ne s’exécute, ses messages attendent dans sa file de travail.
help-view-adapters = Un adaptateur parle un protocole. Chaque port d’envoi en utilise un par un gestionnaire d’envoi, qui désigne l’hôte.
help-view-messages = Chaque message avec ses instances de service, de la publication à la fin.
help-view-subscriptions = Chaque abonnement avec son état et son expression. Seuls un port d’envoi ou un groupe inscrits en ont un.
help-view-suspended = Les instances de service suspendues, par cause. On peut les reprendre, ce qui remet le message même à un port qui n’est pas Démarré, ou y mettre fin, ce qui ne s’annule pas.
help-view-audit = Chaque action d’administration : qui, quoi, quand, avant et après.

glossary-send-port = Port d’envoi
    .meaning = Envoie des messages à une destination par un adaptateur.
glossary-send-port-group = Groupe de ports d’envoi
    .meaning = Un ensemble nommé de ports d’envoi unidirectionnels statiques ; un message pour le groupe donne une copie à chaque membre.
glossary-application = Application
    .meaning = Regroupe des artefacts démarrés, arrêtés et déployés ensemble.
glossary-biztalk-group = Groupe BizTalk
    .meaning = Tout ce qui partage une configuration : applications, hôtes, adaptateurs et MessageBox.
glossary-receive-port = Port de réception
    .meaning = Publie ce que ses emplacements de réception reçoivent.
glossary-receive-location = Emplacement de réception
    .meaning = Une adresse où des messages sont reçus ; il ne reçoit que s’il est activé.
glossary-orchestration = Orchestration
    .meaning = Un processus dont les ports logiques peuvent être liés à des ports d’envoi et à des groupes de ports d’envoi.
glossary-adapter = Adaptateur
    .meaning = Parle un protocole, comme FILE, FTP ou HTTP.
glossary-enlist = Inscrire
    .meaning = Crée les abonnements d’un port d’envoi ou d’un groupe : dès lors il reçoit des copies. La documentation dit aussi « inscription ».
glossary-unenlist = Désinscrire
    .meaning = Supprime les abonnements d’un port d’envoi ou d’un groupe : il ne reçoit plus de copies. La documentation dit aussi « annuler l’inscription ».
glossary-start = Démarrer
    .meaning = Laisse passer les messages ; depuis l’état Lié, inscrit d’abord.
glossary-stop = Arrêter
    .meaning = Retient les messages ; les abonnements restent et ce qui arrive est suspendu.
glossary-bound = Lié
    .meaning = Configuré, sans abonnement : il ne reçoit pas de copies des messages publiés.
glossary-stopped = Arrêté
    .meaning = Inscrit, mais retenu : ce qui arrive est suspendu jusqu’à ce qu’on le reprenne.
glossary-started = Démarré
    .meaning = Inscrit, et il remet les messages.
glossary-processed = Traité
    .meaning = La copie a été remise à sa destination.
glossary-suspended = Suspendu
    .meaning = La copie attend dans la file des éléments suspendus de son hôte qu’on la reprenne ou qu’on y mette fin.
glossary-routing-failure = Échec du routage
    .meaning = Personne n’est abonné au message, il est donc suspendu.
glossary-routing-failure-report = Rapport d’échec du routage
    .meaning = Accompagne un échec du routage et contient les propriétés avec lesquelles le message a été publié.
glossary-any-state = tout état
    .meaning = Dans la table des résultats : quel que soit l’état du groupe, la ligne s’applique.
glossary-directly = directement au port d’envoi
    .meaning = Dans la table des résultats : le message a été adressé au port lui-même.
glossary-by-group = via un groupe de ports d’envoi
    .meaning = Dans la table des résultats : le message a été adressé à un groupe dont le port est membre.
glossary-not-available = Non disponible
    .meaning = Dans la table des actions : l’action est grisée dans cet état.
glossary-subscription = Abonnement
    .meaning = Ce qu’un port ou un groupe inscrit demande à la MessageBox : une condition sur des propriétés promues, ou sa propre adresse.
glossary-filter = Filtre
    .meaning = La condition d’un abonnement : des prédicats de propriété, opérateur et valeur, joints par Et et Ou.
glossary-promoted-property = Propriété promue
    .meaning = Une valeur d’un message que le routage peut voir.
glossary-message = Message
    .meaning = Un corps avec son contexte, les propriétés selon lesquelles il est acheminé.
glossary-messagebox = MessageBox
    .meaning = Le magasin des messages, des abonnements et des instances de service.
glossary-service-instance = Instance de service
    .meaning = Une copie d’un message sur son chemin par un port d’envoi.
glossary-work-queue = File de travail
    .meaning = Les copies qu’un hôte doit remettre.
glossary-suspended-queue = File des éléments suspendus
    .meaning = Les copies d’un hôte qui ont été suspendues.
glossary-send-handler = Gestionnaire d’envoi
    .meaning = Un adaptateur sur un hôte : l’endroit d’où partent les messages d’un port d’envoi.
glossary-host = Hôte
    .meaning = Un lieu nommé où s’exécutent des gestionnaires ; il a une file de travail et une file des éléments suspendus.
glossary-host-instance = Instance d’hôte
    .meaning = L’hôte sur un serveur ; elle ne remet que pendant qu’elle s’exécute.
glossary-scaled-out = Hôte d’envoi mis à l’échelle
    .meaning = Un hôte avec des instances sur plusieurs serveurs ; n’importe laquelle remet la copie suivante.
glossary-clustered = Hôte en cluster
    .meaning = Un hôte dont une seule instance à la fois est active.
glossary-retry-count = Nombre de tentatives
    .meaning = Combien de fois une transmission en échec est retentée : de 0 à 1 000, en général 3.
glossary-retry-interval = Intervalle avant nouvelle tentative
    .meaning = Combien de minutes passent avant la tentative suivante : de 0 à 525 600, en général 5.
glossary-priority = Priorité
    .meaning = De 1, la plus haute, à 10 : quelles copies sont prises d’abord.
glossary-ordered-delivery = Livraison chronologique des messages
    .meaning = Les copies partent dans l’ordre de publication. Les pages récentes disent « livraison ordonnée ».
glossary-stop-on-failure = Arrêter l’envoi des messages suivants en cas d’échec du message en cours
    .meaning = Avec la livraison chronologique : un échec retient ceux qui suivent.
glossary-failed-messages = Activer le routage des messages ayant échoué
    .meaning = Publie un message en échec comme message d’erreur, pour qui y est abonné.
glossary-service-window = Fenêtre de service
    .meaning = Les heures où le port envoie ; en dehors, les copies sont planifiées.
glossary-transport-advanced-options = Options avancées de transport
    .meaning = La page de propriétés avec les tentatives, la priorité, la livraison chronologique et la fenêtre de service.
glossary-backup-transport = Transport secondaire
    .meaning = Où le port envoie quand toutes les tentatives du transport principal ont échoué.
glossary-static-one-way = Unidirectionnel statique
    .meaning = Un port d’envoi à adresse fixe qui n’attend pas de réponse ; le seul type qui entre dans un groupe.
glossary-static-solicit-response = Sollicitation-réponse statique
    .meaning = Un port d’envoi à adresse fixe qui publie la réponse.
glossary-dynamic-one-way = Unidirectionnel dynamique
    .meaning = Un port d’envoi qui prend l’adresse dans chaque message.
glossary-dynamic-solicit-response = Sollicitation-réponse dynamique
    .meaning = Prend l’adresse dans chaque message et publie la réponse.
glossary-resumable = Suspendu (peut être repris)
    .meaning = Peut être repris une fois la cause levée.
glossary-not-resumable = Suspendu (ne peut être repris)
    .meaning = On ne peut qu’y mettre fin.
glossary-resume = Reprendre
    .meaning = Essaie à nouveau ; remet le message même si le port n’est pas Démarré.
glossary-terminate = Mettre fin
    .meaning = Termine une instance de service pour de bon ; cela ne s’annule pas.
glossary-queued = En file d’attente
    .meaning = Dans la file de travail : planifié pour la fenêtre de service, ou en attente de nouvel essai.
glossary-group-hub = Page Hub du groupe
    .meaning = La page qui compte tout ce que contient le groupe BizTalk.
glossary-inject = Injecter un message
    .meaning = Publie un message à vous, comme le ferait un emplacement de réception.
glossary-dry-run = Essai à blanc
    .meaning = Dit ce que deviendrait un message sans le publier.
glossary-binding-file = Fichier de liaison
    .meaning = La configuration des ports et des groupes en XML, pour l’export et l’import.

disagree-intro = À certains endroits, deux pages disent autre chose, ou une page laisse un point ouvert. Voici ce qu’elles disent, et ce qui se passe dans Sendport.
disagree-one = Une page dit
disagree-other = L’autre dit
disagree-here = Dans Sendport
disagree-group-actions = Les actions sur un groupe agissent-elles sur ses membres ?
    .one = Les pages de procédure : inscrire, démarrer, arrêter et désinscrire un groupe ne change pas l’état de ses membres.
    .other = La page de référence que F1 ouvre : arrêter, inscrire et désinscrire agit aussi sur les ports d’envoi associés.
    .here = Les membres gardent leur état. Quatre pages de procédure le disent, et la table des combinaisons suppose que les deux états sont indépendants.
disagree-start-from-bound = Faut-il inscrire avant de démarrer ?
    .one = Le texte : avant de pouvoir être démarré, un port d’envoi doit être inscrit.
    .other = La table de la même page permet de démarrer depuis l’état Lié, et la page de procédure dit que le démarrage inscrit de lui-même.
    .here = Démarrer est disponible dans l’état Lié et inscrit au passage.
disagree-who-may-start = Un opérateur peut-il démarrer un port d’envoi Lié ?
    .one = Les opérateurs peuvent démarrer, et le démarrage inscrit de lui-même.
    .other = Seuls les administrateurs peuvent inscrire, et les opérateurs ne peuvent pas ajouter d’abonnements.
    .here = Démarrer depuis l’état Lié est réservé aux administrateurs, puisque cela crée des abonnements. Les opérateurs démarrent ce qui est Arrêté.
disagree-priority = Quelle priorité est habituelle ?
    .one = La boîte de dialogue : 1 est la plus haute, 10 la plus basse, 5 la valeur par défaut.
    .other = La même page : les abonnements d’activation ont 7 par défaut.
    .here = Un port d’envoi commence à 5.
disagree-retry-interval = Un intervalle de 0 est-il valide ?
    .one = La boîte de dialogue : de 0 à 525 600 minutes.
    .other = La page sur la livraison chronologique : 0 n’y est pas valide.
    .here = 0 est accepté et veut dire tout de suite ; avec la livraison chronologique, il y a un avertissement.
disagree-any-state = « Tout état » comprend-il Lié ?
    .one = La table des combinaisons : groupe dans tout état, port d’envoi Arrêté, le message est suspendu.
    .other = Un groupe Lié n’a pas d’abonnement, un message publié ne passe donc pas par lui. La table n’a pas de ligne pour ce cas.
    .here = La ligne est suivie à la lettre pour un message adressé au groupe. Un message publié va à qui a un abonnement.
disagree-failed-messages = Les ports dynamiques peuvent-ils router les messages ayant échoué ?
    .one = La page de procédure ne parle que des ports statiques.
    .other = La boîte de dialogue n’a pas cette limite.
    .here = C’est pour les ports statiques.
disagree-empty-group = Peut-on créer un groupe sans membres ?
    .one = La console laisse terminer la fenêtre sans ajouter de port d’envoi.
    .other = L’interface de programmation en exige un.
    .here = On peut le créer, avec un avertissement ; il ne démarre pas avant qu’un membre soit inscrit.
disagree-unenlist = Unenlist ou Un-enlist ?
    .one = Les pages de procédure en anglais : Unenlist.
    .other = Les pages de référence en anglais : Un-enlist.
    .here = En français, Désinscrire.

### Fenêtre : paramètres, notifications, travail récupéré

settings-title = Paramètres
settings-search = Rechercher dans les paramètres
settings-reset = Réinitialiser
settings-reset-one = Réinitialiser { $setting }
settings-reset-all = Tout réinitialiser
settings-is-default = C’est déjà la valeur de départ
settings-all-default = Tout a déjà sa valeur de départ
settings-file = Conservés dans { $file }
setting-language = Langue
setting-language-about = Des menus, des messages et des explications. Les noms dans les documents restent comme ils sont.
setting-language-system = Langue du système
setting-theme = Thème
setting-theme-about = Clair, sombre, ou celui du système.
setting-zoom = Zoom
setting-zoom-about = La taille de tout ce qui est dessiné ; de 50 % à 300 %.
setting-reduced-motion = Animations
setting-reduced-motion-about = Rien ne glisse, ne se fond ni ne clignote ; ce qui est joué avance par étapes.
setting-reduced-motion-on = Réduire les animations
setting-autosave = Garder le travail non enregistré
setting-autosave-about = Au plus tard après ce nombre de secondes, une copie des modifications est mise de côté en cas de plantage. Elle l’est plus tôt quand rien ne change pendant un moment.
setting-held = Messages retenus lors d’un démarrage
setting-held-about = Quel bouton Entrée presse quand ce qui démarre retient des messages.
setting-start-with = Au lancement, ouvrir
setting-start-with-about = Ce qui est ouvert quand le programme est lancé sans document.
setting-start-with-sample = L’exemple Diffusion des commandes
setting-start-with-last = Le dernier document
setting-start-view = Première vue
setting-start-view-about = Ce que montre d’abord le document d’un fichier. Un scénario s’ouvre sur son sujet.
setting-start-view-fitting = La plus adaptée
setting-start-view-ports = Ports d’envoi de la première application
setting-start-view-hub = Page Hub du groupe
setting-start-view-last = La dernière vue affichée
setting-panels = Taille des volets
setting-panels-about = L’arborescence, les détails, les messages et le journal ont la taille qu’on leur a donnée.
setting-panels-count =
    { $count ->
        [0] Aucun n’a été modifié
        [one] { $count } a été modifié
       *[other] { $count } ont été modifiés
    }
setting-tables = Colonnes des listes
setting-tables-about = Quelles colonnes sont affichées, leur largeur, leur ordre et celle qui trie.
setting-tables-count =
    { $count ->
        [0] Aucune liste n’a été arrangée
        [one] { $count } liste a été arrangée
       *[other] { $count } listes ont été arrangées
    }
setting-recent = Documents récents
setting-recent-about = Les dix derniers documents, dans le menu Fichier.
setting-recent-count =
    { $count ->
        [0] Il n’y en a pas
        [one] { $count } document
       *[other] { $count } documents
    }
menu-recent-missing = { $file } n’est pas là. Pressez à nouveau pour vérifier encore.
menu-clear-recent = Vider la liste
notices-title = Notifications
notices-unseen = Notifications ({ $count })
notices-empty = Il n’y a pas de notifications
notices-problems-only = Avertissements et erreurs seulement
notices-copy = Copier
notices-clear = Vider la liste
notice-info = Note
notice-warning = Avertissement
notice-error = Erreur
notice-repeated = { $text } ({ $count } fois)
toasts-hidden =
    { $count ->
        [one] { $count } de plus…
       *[other] { $count } de plus…
    }
toast-autosave-failed = Le travail non enregistré n’a pas pu être mis de côté : { $error }
recovery-title = Récupérer le travail non enregistré
recovery-lead = Sendport s’est terminé sans enregistrer. Ce travail a été mis de côté :
recovery-when = { $file } · { $time }
recovery-from-new = Jamais enregistré
recovery-from-smallest = Le plus petit scénario d’une case
recovery-from-scenario = Scénario { $number }
recovery-contents =
    { $ports ->
        [one] { $ports } port d’envoi
       *[other] { $ports } ports d’envoi
    }, { $groups ->
        [one] { $groups } groupe de ports d’envoi
       *[other] { $groups } groupes de ports d’envoi
    }, { $messages ->
        [one] { $messages } message conservé
       *[other] { $messages } messages conservés
    } avec lui
recovery-messages-only = Le document n’a pas été modifié ; ses messages sont ici.
recovery-file-newer = Le fichier a été modifié depuis. Enregistrer cette copie le remplacerait.
recovery-unreadable = La copie ne peut pas être lue
recovery-recover = Récupérer
recovery-save-copy = Enregistrer une copie…
recovery-discard = Abandonner
recovery-discard-now = Abandonner définitivement
recovery-button = { $action } : { $document }
recovery-later = Plus tard
recovery-done = Récupéré. Ce n’est pas encore enregistré.
recovery-nothing = Il n’y a pas de travail non enregistré à récupérer.
file-save-copy = Enregistrer une copie sous
### What a change would do, in windows

impact-looking = Examen des derniers messages…
impact-section = Ce qui changerait
impact-before-and-after = Avant et après
impact-now = Aujourd’hui
impact-then = Ensuite
impact-more-kinds = et { $count } autres genres
impact-more-copies = et { $count } autres copies
impact-any-message = Message sans propriété qu’un filtre regarde
impact-sent =
    { $count ->
        [one] Envoyé { $to } : { $last }
       *[other] Envoyé { $to } : { $count } messages, le dernier { $last }
    }
impact-not-published = Ne peut pas être envoyé
impact-title = Aperçu : { $deed }
impact-how = Jugé d’après les derniers messages : chaque genre est acheminé à blanc, sans puis avec le changement. Les genres diffèrent par le destinataire, le type et les propriétés que les filtres regardent.
impact-hint = { $shortcut } : avant et après
command-preview-enlist = Aperçu d’Inscrire…
command-preview-start = Aperçu de Démarrer…
command-preview-stop = Aperçu d’Arrêter…
command-preview-unenlist = Aperçu de Désinscrire…
menu-preview = Aperçu
filter-preview = Derniers messages
filter-preview-no-messages = Aucun message n’a encore été publié par ses propriétés.
filter-preview-matches =
    { $kinds ->
        [one] Le filtre correspond à { $matched } genre de message sur un publié récemment.
       *[other] Le filtre correspond à { $matched } genres de messages sur { $kinds } publiés récemment.
    }
filter-preview-now = Correspondrait désormais : { $kind }
filter-preview-no-longer = Ne correspondrait plus : { $kind }
filter-preview-bound = Tant qu’il est Lié, il n’y a pas d’abonnement : rien n’est acheminé par ce filtre.

### Window: subscriptions

subscriptions-all = Tous
subscriptions-question = Qui le recevrait ?
subscriptions-by-property = Par propriété
subscriptions-without = Aussi qui n’en a pas
subscriptions-only = Seulement de { $name }
subscriptions-show-all = Tout afficher
subscriptions-none = Il n’y a aucun abonnement : rien n’est inscrit. Inscrivez ou démarrez un port d’envoi pour en créer un.
subscriptions-subscriber = Abonné
subscriptions-via = Par
subscriptions-made-for = Créé pour
subscriptions-expression = Expression
subscriptions-type = Type
subscriptions-activation = Activation
subscriptions-priority = Priorité
subscriptions-orchestrations = Orchestrations
subscriptions-created = Inscrit à
subscriptions-changed = Modifié à
subscriptions-remark = Remarque
subscriptions-for-address = Propre adresse
subscriptions-for-filter = Propre filtre
subscriptions-for-group-address = Adresse du groupe
subscriptions-for-group-filter = Filtre du groupe
subscriptions-for-none = Aucun
subscriptions-port-stopped = { $port } est Arrêté : ce qui correspond est suspendu.
subscriptions-group-stopped = Le groupe { $group } est Arrêté : ce qui correspond est suspendu.
subscriptions-detail = Abonnement d’activation, priorité { $priority } : { $for }
subscriptions-used-by = Orchestrations qui envoient ici : { $names }
subscriptions-go = Montrer dans la liste
subscriptions-of-it = Ses abonnements
subscriptions-filters = Filtres…
subscriptions-filters-of = Filtres de { $name }…
subscriptions-who = Qui s’y abonne ?
subscriptions-property = Propriété
subscriptions-value = Valeur (facultative)
subscriptions-all-properties = Toutes les propriétés
subscriptions-looked-at-by = Regardée par
subscriptions-undeclared = Non déclarée
subscriptions-not-declared = Aucun schéma de propriétés ne déclare { $property } : un message ne correspond que s’il apporte lui-même la propriété.
subscriptions-mentions =
    { $count ->
        [0] Aucun filtre ne regarde { $property }.
        [one] Une ligne de filtre regarde { $property }.
       *[other] { $count } lignes de filtres regardent { $property }.
    }
subscriptions-asks = Demande
subscriptions-besides = Et en outre
subscriptions-finding = Pour la valeur
subscriptions-holds = Vrai
subscriptions-fails = Faux
subscriptions-other-type = Autre type
subscriptions-start-from = Partir de
subscriptions-start-nothing = rien
subscriptions-use-inject = Reprendre les propriétés du panneau d’injection
subscriptions-add-property = Y ajouter une propriété
subscriptions-no-properties = Pas encore de propriété : un message sans propriété promue ne correspond à aucun filtre. Ajoutez-en une, ou partez d’un message ou d’un modèle.
subscriptions-property-name = Propriété { $number } de la question
subscriptions-property-value = Valeur { $number } de la question
subscriptions-property-type = Type { $number } de la question
subscriptions-property-remove = Retirer la propriété { $number } de la question
subscriptions-bound-to = Envoyé par une orchestration liée à { $name }
subscriptions-without-binding = Ignorer la liaison
subscriptions-answer =
    { $gets ->
        [one] { $gets } copie
       *[other] { $gets } copies
    } ; presque : { $nearly }, non : { $not }
subscriptions-nobody = Personne : ce serait un échec du routage. Presque : { $nearly }, non : { $not }
subscriptions-outcome = Résultat
subscriptions-nearly = Presque
subscriptions-why = Raison
subscriptions-rule = Règle
refused-question = La question ne peut pas être posée
why-none-no-members = Le groupe { $group } est inscrit et n’a pas de membre, donc pas d’abonnement. Ajoutez-y un port d’envoi.
why-none-no-enlisted-member = Le groupe { $group } est inscrit et aucun de ses membres ne l’est : il n’a pas d’abonnement. Inscrivez un membre.

### Ce que font les instances d’hôte : tentatives, fenêtres, transport secondaire, ordre, horloge

transport-primary = transport principal
transport-backup = transport secondaire
a-host-instance = une instance d’hôte
fact-sent-by = { $message } a été envoyé par { $name } à { $address }, par l’instance d’hôte sur { $server }.
fact-send-failed-attempt = La tentative { $attempt } sur { $of } du { $transport } de { $name } a échoué pour { $message } : { $error }.
fact-scheduled = { $message } est planifié chez { $name } : la fenêtre de service du { $transport } s’ouvre le { $until }.
fact-publishing-delayed =
    { $count ->
        [one] Un message n’est pas encore publié : les files d’attente de { $host } contiennent { $held } messages, son seuil est { $threshold }. Il est publié au plus tard le { $until }.
       *[other] { $count } messages ne sont pas encore publiés : les files d’attente de { $host } contiennent { $held } messages, son seuil est { $threshold }. Ils sont publiés au plus tard le { $until }.
    }
fact-publishing-delayed-behind =
    { $count ->
        [one] Un message attend d’être publié derrière d’autres pour le même hôte, au plus tard jusqu’au { $until }.
       *[other] { $count } messages attendent d’être publiés derrière d’autres pour le même hôte, au plus tard jusqu’au { $until }.
    }
delayed-to = vers { $name }
delayed-from = de { $name }
delayed-by-properties = selon leurs propriétés
refused-too-much-delayed = La limitation de l’hôte retient déjà { $most } publications. Qui publie attend que les files d’attente raccourcissent.
derived-throttling-delay = la page dit que le délai croît avec la gravité et qu’il est d’au plus 5 minutes ; ici, il croît de 1 seconde au seuil à 5 minutes au double du seuil
fact-window-opened = La fenêtre de service de { $name } est ouverte : { $message } est prêt à être exécuté.
fact-sending = { $message } est en cours d’envoi par { $name }, aux mains de { $server } ; la destination répond le { $until }.
fact-will-retry = { $name } renverra { $message } le { $at }.
fact-backup = Les tentatives de { $name } sont épuisées : le transport secondaire envoie { $message } à { $address }.
fact-taken-back = { $message } est de nouveau prêt à être exécuté : l’instance d’hôte qui l’avait en main ({ $server }) s’est éteinte sans prévenir. Il a peut-être déjà été envoyé, et il est renvoyé.
fact-handed-back = { $message } a été rendu par l’instance d’hôte sur { $server }, qui s’est arrêtée.
fact-failed-message-routed = { $message } n’a pas pu être envoyé par { $name } : le message d’erreur { $report } a été publié au lieu de le suspendre.
fact-ack = { $name } a livré { $message } : l’accusé de réception { $acknowledgement } a été publié.
fact-ack-discarded = { $name } a livré { $message } : personne n’est abonné à l’accusé de réception, il a été ignoré.
fact-nack = { $name } n’a pas pu livrer { $message } : l’accusé de réception négatif { $acknowledgement } a été publié.
fact-nack-discarded = { $name } n’a pas pu livrer { $message } : personne n’est abonné à l’accusé de réception négatif, il a été ignoré.
fact-pending-suspend = La suspension de l’instance de service { $instance } pour { $message } est en attente : son instance d’hôte l’a en main.
fact-pending-terminate = La fin de l’instance de service { $instance } pour { $message } est en attente : son instance d’hôte l’a en main.
fact-host-killed = L’instance de l’hôte { $name } sur { $server } a été tuée.
fact-host-disabled = Le démarrage de l’instance de l’hôte { $name } sur { $server } est désactivé.
fact-host-enabled = L’instance de l’hôte { $name } sur { $server } peut de nouveau être démarrée.
fact-failed-over = L’hôte en cluster { $name } a basculé de { $from } vers { $to }.
cause-behind = il attend derrière { $front } dans l’instance chronologique de { $port }, qui est suspendue
hub-cause-behind = Derrière un message suspendu
line-retry = { $message } n’a pas pu être envoyé par { $port } (échec de la tentative { $attempt }) et sera renvoyé le { $at }.
line-window = { $message } est planifié chez { $port } : sa fenêtre de service s’ouvre le { $opens }.
line-behind = { $message } attend chez { $port } derrière { $front } : le port livre dans l’ordre, un message à la fois.
addressing-failed-message = à tous les abonnés, comme message d’erreur de { $message } que { $port } n’a pas pu envoyer
addressing-acknowledgement = à tous les abonnés, comme notification de remise de { $message } par { $port }
messages-error-of = Message d’erreur de { $message }
messages-acknowledgement-of = Notification de remise de { $message }
instance-no-pending = « { $operation } » est en attente pour l’instance de service { $instance } : ce sera fait dès que son instance d’hôte la rendra. Une seule opération à la fois peut être en attente.
deed-remove-front = Retirer le premier message, { $instance }, de son instance chronologique
refused-not-in-a-suspended-order = L’instance de service { $instance } ne fait pas partie d’une instance chronologique suspendue.
refused-not-the-front = Seul le premier message d’une instance chronologique peut être retiré ; { $instance } est derrière un autre.
host-restart = Redémarrer
host-disable = Désactiver le démarrage
host-enable = Réactiver
host-kill = Tuer
deed-host-command = { $command } : instance de l’hôte { $host } sur { $server }
refused-host-disabled = Le démarrage des instances de l’hôte { $host } sur { $servers } est désactivé.
refused-no-instance-on = L’hôte { $host } n’a pas d’instance sur { $server }.
refused-host-not-running = L’instance de l’hôte { $host } sur { $server } n’est pas en cours d’exécution.
refused-host-running = L’instance de l’hôte { $host } sur { $server } est en cours d’exécution. Son démarrage ne peut être désactivé que lorsqu’elle est arrêtée.
deed-clock = Régler l’horloge
clock-real-done = L’horloge montre l’heure réelle.
clock-paused-done = L’horloge a été arrêtée.
clock-runs-done = { $speed ->
    [one] L’horloge avance.
   *[other] L’horloge avance { $speed } fois plus vite.
}
clock-step-done = { $seconds ->
    [one] L’horloge a été avancée d’une seconde.
   *[other] L’horloge a été avancée de { $seconds } secondes.
}
clock-next-done = L’horloge a été avancée jusqu’au prochain événement.
clock-to-done = L’horloge a été avancée au { $time }.
refused-clock-speed = L’horloge avance au plus 86 400 fois plus vite : un jour en une seconde.
refused-clock-step = Un pas de l’horloge est compris entre une seconde et un an.
refused-clock-nothing = Rien n’attend une heure : ni tentative, ni fenêtre de service, ni bail.
refused-clock-back = L’horloge ne peut pas reculer.
outcome-error-routed = Message d’erreur routé
report-error-routed = { $count } en message d’erreur
line-error-routed = { $message } n’a pas pu être livré par { $port } : { $cause }. Son message d’erreur a été publié au lieu de le suspendre.
transport-timed-out = { $address } n’a pas répondu à temps
### Le diagramme : sa disposition

diagram-style = Aspect
diagram-style-way = Dans quel sens il va
diagram-style-by-room = Selon la place
diagram-style-across = De gauche à droite
diagram-style-down = De haut en bas
diagram-style-detail = Ce qui est écrit
diagram-style-everything = Filtres et adresses
diagram-style-filters = Filtres
diagram-style-names = Ni les uns ni les autres
### L’intérieur d’un port d’envoi

inside-title = Dans ce port
inside-spoken = Étape { $number }, { $step } : ouvrir la page { $page }
inside-none = aucun
inside-named-only = (nommé, non exécuté)
inside-subscription = Abonnement
inside-filter = filtre { $filter }
inside-no-filter = par adresse seulement, sans filtre
inside-by-way-of = et via
inside-queue = File d’attente de travail
inside-queue-of = { $host }, priorité { $priority }
inside-queue-ordered = { $host }, priorité { $priority }, chronologique
inside-any-host = hôte de l’adaptateur
inside-window = Fenêtre de service
inside-no-window = aucune, à toute heure
inside-window-from = de { $start } à { $stop }
inside-outbound-map = Mappage sortant
inside-encryption = Certificat
inside-transport = Transport
inside-dynamic = adresse et adaptateur viennent avec le message
inside-retries = Nouveaux essais
inside-again =
    { $count ->
        [0] aucun nouvel essai
        [one] { $count } nouvel essai
       *[other] { $count } nouveaux essais
    }, espacés de { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
inside-failure = Si tout échoue
inside-failure-suspended = le message est suspendu
inside-failure-stops = l’instance du port est suspendue avec tous les messages suivants
inside-failure-routed = un message d’erreur est publié à la place
inside-inbound-map = Mappage entrant
inside-response = Réponse
inside-response-published = est publiée vers qui l’attend ou s’y abonne

### Ce qui n’est pas démarré

command-show-not-started = Ce qui n’est pas démarré
only-not-started = non démarrés
standing-not-started = Non démarrés : { $number }
standing-holding =
    Non démarrés : { $number }, { $holders ->
        [one] { $holders } retient des messages
       *[other] { $holders } retiennent des messages
    }
standing-holds =
    { $count ->
        [one] { $name } est { $state } et retient { $number } message.
       *[other] { $name } est { $state } et retient { $number } messages.
    }
standing-holds-types =
    { $count ->
        [one] { $name } est { $state } et retient { $number } message ({ $types }).
       *[other] { $name } est { $state } et retient { $number } messages ({ $types }).
    }
standing-types = { $types }
standing-types-more = { $types } et { $count } de plus
standing-hint = Cliquez pour lister les ports d’envoi et les groupes qui ne sont pas démarrés.
stop-told =
    { $name } est { $state }. { $of ->
        [1] Le dernier message lui est parvenu.
       *[other]
            { $count ->
                [one] { $count } des { $of } derniers messages lui est parvenu.
               *[other] { $count } des { $of } derniers messages lui sont parvenus.
            }
    } { $next }
stop-told-types =
    { $name } est { $state }. { $of ->
        [1] Le dernier message lui est parvenu ({ $types }).
       *[other]
            { $count ->
                [one] { $count } des { $of } derniers messages lui est parvenu ({ $types }).
               *[other] { $count } des { $of } derniers messages lui sont parvenus ({ $types }).
            }
    } { $next }
stop-next-stopped = Ce qui arrive maintenant est suspendu jusqu’à son démarrage.
stop-next-bound = Il n’a plus d’abonnement : ce qui arrive maintenant ne lui est plus remis.
findings-nothing-matched =
    { $kinds ->
        [one] Son filtre ne correspond à aucun message publié récemment ({ $kinds } sorte).
       *[other] Son filtre ne correspond à aucun message publié récemment ({ $kinds } sortes).
    }
report-more-than-once =
    { $count ->
        [2] { $port } le reçoit deux fois
       *[other] { $port } le reçoit { $count } fois
    } : son propre abonnement et celui de chacun de ses groupes font chacun une copie.
### Touches et opérateurs en toutes lettres

key-page-up = Page préc.
key-page-down = Page suiv.
key-up = Haut
key-down = Bas
key-left = Gauche
key-right = Droite
operator-equals = est égal à
operator-not-equals = est différent de
operator-less = est inférieur à
operator-greater = est supérieur à
operator-less-or-equal = est au plus
operator-greater-or-equal = est au moins
### Window: suspended service instances

suspended-column-cause = Cause
suspended-column-instance = Instance
suspended-column-instances = Instances
suspended-column-resumable = Reprise
suspended-column-since = Depuis
suspended-column-attempts = Tentatives
suspended-column-created = Création
suspended-causes = Causes
suspended-all-causes = Toutes les causes
suspended-cause-with-count = { $cause } ({ $count })
suspended-chosen =
    { $count ->
        [one] 1 sélectionnée
       *[other] { $count } sélectionnées
    }
suspended-port = Aller au port d’envoi

### Exécuter sans fenêtre

store-looked-through = La MessageBox n’a pas été fermée proprement ; on y cherche des dommages depuis { $since }. Le travail continue pendant ce temps.
store-in-doubt = La MessageBox n’a pas été fermée proprement, et personne n’a encore regardé si elle est endommagée. Ce sera fait à la prochaine ouverture du document.
store-look-end = Arrêter cette vérification
store-look-now = Vérifier maintenant
store-found-damaged = La MessageBox n’a pas été fermée proprement et elle est endommagée : { $error }. Plus rien n’y est écrit. Fermez le document et rouvrez-le : les messages pourront être mis de côté et une nouvelle MessageBox commencée.
run-no-template = { $file } n’a pas de modèle de message { $name }. Il a : { $templates }.
run-no-templates = { $file } n’a aucun modèle de message, donc pas de { $name }. La fenêtre en crée sur la page d’un message.
run-tried-again = { $what }. Nouvel essai jusqu’à la fin du temps imparti.
run-done = Tout est fait.
run-time-is-up = Le temps est écoulé. Ce qui est en cours continuera la prochaine fois.
run-stopped = Terminé sur demande. Ce qui est en cours continuera la prochaine fois.
run-live-password = Le mot de passe de { $user } pour { $server } n’est pas connu ; conservez-le dans le trousseau depuis la fenêtre
run-live-needs-yes = Rien n’a été envoyé : la question ne peut être posée à personne. Vérifiez les adresses, puis ajoutez --yes pour les confirmer
run-live-question = Envoyer réellement ? Tapez oui pour confirmer :
run-live-yes = oui
run-live-not-confirmed = Rien n’a été envoyé, faute de confirmation
run-summary = Publiés : { $published }. Livrés : { $delivered }. En cours : { $progress }. Suspendus : { $suspended }, dont échecs de routage : { $failures }.
### How a service instance stands

waiting-retry = Nouvel essai
waiting-window = Planifié
waiting-behind = En file
standing-retry = Tentative { $attempt } sur { $of } échouée ({ $transport }), nouvel essai le { $at }
standing-retry-beyond = Tentative { $attempt } échouée ({ $transport }), nouvel essai le { $at }
standing-handed-back = Rendue par son instance d’hôte ; elle continue dès qu’une instance de son hôte s’exécute
standing-window = La fenêtre de service ({ $transport }) ouvre le { $opens }
standing-in-hand = Entre les mains de { $server }
standing-in-hand-until = Entre les mains de { $server }, jusqu’au { $until }
standing-in-order = Attend son tour : le port livre dans l’ordre, un message à la fois
standing-backup-next = Les tentatives du transport principal sont épuisées, c’est au tour du transport secondaire
standing-pending-terminate = La fin est en attente : son instance d’hôte l’a en main. Elle prend effet dès que celle-ci la libère.
standing-pending-suspend = La suspension est en attente : son instance d’hôte l’a en main. Elle prend effet dès que celle-ci la libère.
standing-transport = { $transport }, { $attempts ->
    [0] aucune tentative encore
    [one] une tentative
   *[other] { $attempts } tentatives
}
standing-server = en dernier entre les mains de { $server }
standing-part-of = Fait partie de l’instance de service chronologique { $service }.
service-holds = L’instance de service chronologique { $service } contient { $count } messages, { $front } en tête.
standing-show-all = Afficher tous ses messages
cause-front-taken = { $front }, qui le précédait, a été retiré de l’instance chronologique de { $port }, qui reste suspendue
cause-front-taken-some = le message qui le précédait a été retiré de l’instance chronologique de { $port }, qui reste suspendue
cause-behind-some = il attend derrière un autre message dans l’instance chronologique de { $port }, qui est suspendue
hub-cause-front-taken = Premier, après le retrait d’un autre
instances-of-service = l’instance de service chronologique { $service }
instances-holds =
    { $count ->
        [one] contient un message
       *[other] contient { $count } messages
    }
instances-count-holding =
    { $count ->
        [one] 1 instance de service
       *[other] { $count } instances de service
    } contenant { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    }
instances-holding =
    { $count ->
        [one] Elle contient un message.
       *[other] Elles contiennent { $number } messages.
    }
instances-reading = Lecture du contenu de l’instance de service.
suspended-counts-holding =
    { $count ->
        [one] 1 instance
       *[other] { $count } instances
    } contenant { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    }, reprise possible : { $resumable }, depuis { $since }
suspended-column-messages = Messages
suspended-column-standing = Situation
suspended-column-transport = Transport
suspended-column-due = Prochain
suspended-column-server = Serveur
suspended-remove-front = Retirer le premier message…
suspended-find-failed = Trouver le message ayant échoué
suspended-not-ordered = L’instance de service { $instance } n’est pas celle d’un port à livraison chronologique : elle ne contient que ce message.
remove-front-title = Retirer { $message } ?
remove-front-lead = Le premier message d’une instance chronologique suspendue est supprimé. Ceux qui le suivent restent tels quels.
remove-front-no-undo = Cela ne peut pas être annulé. L’ordre a une lacune à la place du message.
remove-front-next =
    { $count ->
        [one] { $next } le suit : il sera le premier, et reste suspendu jusqu’à la reprise de l’instance.
       *[other] { $count } messages le suivent. { $next } sera le premier, et tous restent suspendus jusqu’à la reprise de l’instance.
    }
remove-front-last = Aucun message ne le suit : l’instance de service prend fin avec lui.
remove-front-now = Le retirer
resume-in-order = Toute l’instance chronologique continue, dans l’ordre de ses messages, { $front } en tête. Si { $front } échoue encore, elle s’arrête de nouveau.
resume-in-order-one = L’instance chronologique continue avec { $front }.
terminate-lead-ordered = Une instance de service chronologique prend fin en entier : { $count ->
        [one] son message est supprimé.
       *[other] les { $number } messages sont tous supprimés avant d’être traités.
    }
terminate-now-messages = Mettre fin { $count ->
        [one] au message
       *[other] aux { $number } messages
    }
terminate-pending = Ce qu’une instance d’hôte a en main prend fin dès qu’elle le libère ; il peut être livré avant.
messages-routed-as = Message d’erreur : { $message }
messages-acknowledged-by = Notification de remise : { $message }
timeline-gap-s = { $count } s après le précédent
timeline-gap-min = { $count } min après le précédent
timeline-gap-h = { $count } h après le précédent
standing-lease = L’instance d’hôte sur { $server } s’est éteinte en l’ayant en main. Une autre la prend à la fin de son bail, le { $until } ; le message a peut-être déjà été envoyé
guard-ordered-with-backup = { $name } a la livraison chronologique et un transport secondaire. Un transport secondaire n’est pas pris en charge avec la livraison chronologique, car un message pourrait en dépasser un autre : retirez le transport secondaire, ou désactivez la livraison chronologique.
backup-not-with-ordered = Ce port a la livraison chronologique : un transport secondaire n’est pas pris en charge avec elle, car un message pourrait en dépasser un autre. Pour en avoir un, désactivez d’abord la livraison chronologique.
backup-remove = Retirer le transport secondaire
backup-without-order = Désactiver la livraison chronologique
starving =
    { $count ->
        [one] 1 message de { $port } (priorité { $priority }) attend
       *[other] { $number } messages de { $port } (priorité { $priority }) attendent
    } sur { $host } depuis le { $since }, tandis que ce qui est venu plus tard pour des ports de priorité supérieure ({ $ahead }) passe d’abord. Rien n’est équitable entre priorités : sous charge, une priorité basse peut attendre sans fin.
starving-more = et { $count } autres ports d’envoi qui attendent derrière des priorités supérieures
findings-taken-before =
    { $count ->
        [one] Un autre port d’envoi de { $host } a une priorité supérieure ({ $highest }, celui-ci { $priority }) et passe toujours d’abord.
       *[other] { $count } autres ports d’envoi de { $host } ont une priorité supérieure (jusqu’à { $highest }, celui-ci { $priority }) et passent toujours d’abord.
    } Sous charge, celui-ci peut attendre sans fin ; la même priorité partout, ou un hôte à lui, l’évite.
cause-transport-some = { $port } n’a pas pu envoyer
### L’horloge du document

menu-clock = Horloge
command-clock-next = Aller au prochain événement
command-clock-pause-or-run = Suspendre ou lancer l’horloge
command-clock-step-second = Avancer l’horloge d’une seconde
command-clock-step-minute = Avancer l’horloge d’une minute
command-clock-step-minutes = Avancer l’horloge de 5 minutes
command-clock-step-hour = Avancer l’horloge d’une heure
command-clock-speed-1 = Lancer l’horloge à sa vitesse normale
command-clock-speed-10 = Lancer l’horloge 10 fois plus vite
command-clock-speed-60 = Lancer l’horloge 60 fois plus vite : une minute par seconde
command-clock-speed-600 = Lancer l’horloge 600 fois plus vite : 10 minutes par seconde
command-clock-speed-3600 = Lancer l’horloge 3 600 fois plus vite : une heure par seconde
command-clock-real = Revenir à l’heure réelle
command-clock-coming = Ce qui vient…
why-not-clock-real = L’horloge indique déjà l’heure réelle.
clock-shows-real = Heure réelle
clock-stands = { $time } (virtuelle, arrêtée)
clock-runs = { $time } (virtuelle, ×{ $speed })
clock-hint-real = Le document suit l’horloge de cet ordinateur. Suspendez-la ou allez au prochain événement, et il aura sa propre horloge virtuelle.
clock-hint-virtual = { $time }. Le document a une horloge virtuelle : nouvelles tentatives, fenêtres de service et baux la suivent.
clock-pause = Pause
clock-run = Lancer
clock-next-short = Suivant
clock-short-second = +1 s
clock-short-minute = +1 min
clock-short-minutes = +5 min
clock-short-hour = +1 h
clock-speed = Vitesse
clock-coming = À venir ({ $number })
clock-nothing-comes = Rien n’attend une heure
coming-title = Ce qui vient
coming-line = { $time } : { $what }
coming-at = { $time }, dans { $left }
coming-in-seconds = { $count } s
coming-in-minutes = { $count } min
coming-in-hours = { $count } h
coming-in-days =
    { $count ->
        [one] 1 jour
       *[other] { $count } jours
    }
coming-retry = Nouvelle tentative { $retry } sur { $of } pour { $message } à { $name }
coming-retry-backup = Nouvelle tentative { $retry } sur { $of } pour { $message } à { $name }, par le transport secondaire
coming-retry-plain = Nouvelle tentative pour { $message } à { $name }
coming-window = La fenêtre de service de { $name } s’ouvre pour { $message }
coming-publishing =
    { $count ->
        [one] Publication retardée d’un message { $way }
       *[other] Publication retardée de { $count } messages { $way }
    }
coming-jump-publishing = Aller à la publication retardée { $number }
coming-answer = La destination de { $name } répond pour { $message }
coming-lease = Fin du bail de { $server } sur { $message } à { $name }
coming-jump = Y aller
coming-jump-spoken = Y aller : { $message } à { $name }
coming-show-spoken = Afficher { $message } à { $name }
coming-first = Les { $number } premiers figurent ici.

### Les hôtes, leurs instances et les destinations simulées d’un coup d’œil

node-host-instances = Instances d’hôte
hosts-clustered = en cluster
hosts-active = Active
hosts-standing-by = En attente
hosts-disabled = Démarrage désactivé
hosts-work-queue = File d’attente de travail : { $number }
hosts-ready = Prêtes à s’exécuter : { $number }
hosts-suspended-queue = File d’attente suspendue : { $number }
hosts-throttled = Limité (état { $state }) : { $number } messages dans ses files d’attente, seuil { $threshold }. Ce qui lui est publié est retardé.
hosts-delayed =
    { $count ->
        [one] 1 message est retenu, au plus tard jusqu’à { $until }.
       *[other] { $number } messages sont retenus, au plus tard jusqu’à { $until }.
    }
page-host-throttling = Limitation
property-message-count = Nombre de messages en base
property-message-count-now = Nombre actuel
property-message-count-note = Au-delà de ce nombre de messages dans sa file d’attente de travail et sa file d’attente suspendue réunies, ce qui est publié à l’hôte est retardé, jamais perdu. Les messages suspendus comptent. 0 désactive la limitation.
property-throttling-reason = { $citation } La durée du délai : { $derived }
hosts-queue-spoken = { $host }, { $queue }
hosts-act = { $action } { $host } sur { $server }
hosts-nothing-in-hand = Rien en main
hosts-in-hand = En main : { $number }
hosts-in-hand-at-least = En main : au moins { $number }
hosts-leased = Sous bail jusqu’à { $until } : { $number }
hosts-kill-warning = Tuer met fin à une instance sans prévenir, comme une panne. Ce qu’elle a en main reste Actif jusqu’à la fin de son bail, 30 secondes plus tard. Une autre instance de l’hôte le prend alors, et peut l’envoyer une seconde fois.
hosts-serves = Envoie pour
hosts-serves-none = Aucun port d’envoi n’envoie par cet hôte.
property-clustered = En cluster
property-clustered-note = Parmi les instances en cours d’un hôte en cluster, une seule est active et prend des messages. Les autres attendent, et l’une d’elles prend le relais quand celle-ci s’arrête.
property-disable-instance = Désactiver le démarrage de l’instance d’hôte sur { $server }
property-disable-runs = L’instance sur { $server } est en cours d’exécution. Arrêtez-la avant de la désactiver.
property-instance-disabled = Le démarrage de l’instance est désactivé. Activez-le d’abord.
problem-clustered-isolated = Seul un hôte in-process peut être en cluster : un hôte isolé s’exécute dans un processus à part.
problem-active-not-there = L’hôte n’a pas d’instance sur { $server }, qui est indiqué comme actif.
problem-disabled-runs = Le démarrage de l’instance sur { $server } est désactivé : elle ne peut pas être en cours d’exécution.
details-destination-switch-backup = Comment répond la destination simulée du transport secondaire
destinations-filter = Filtrer par port ou adresse
destinations-not-up = Seulement celles qui ne sont pas disponibles
destinations-count = { $number } ports d’envoi sur { $of }
destinations-all-up = Toutes les destinations simulées sont disponibles.
destinations-none = Aucun port d’envoi ne correspond.
destinations-switch = Comment répond la destination de { $name }
destinations-switch-backup = Comment répond la destination du transport secondaire de { $name }
destinations-backup = Secondaire
destinations-number = { $what } : { $number }
help-view-host-instances = Chaque hôte avec ses instances : démarrez, arrêtez, redémarrez, désactivez ou tuez-les, et voyez ce que chacune a en main, quelles files se remplissent et quels ports d’envoi elle sert.
help-view-destinations = Chaque destination simulée avec son commutateur : disponible, indisponible, lente, en échec quelques fois, ou en refus. Un port avec un transport secondaire en a un second.
### ---- Steps of scenarios

problem-no-injected = Aucun message { $number } n’a été injecté à cette étape.
problem-promises = Il y a { $promises } promesses pour { $messages ->
        [one] un message
       *[other] { $messages } messages
    } : chaque message a la sienne.

### ---- Servers and Message Queuing

deed-server-up = Remettre le serveur { $server } en marche
deed-server-down = Mettre le serveur { $server } hors service
fact-server-up = Le serveur { $name } est de nouveau en marche.
fact-server-down = Le serveur { $name } est hors service, avec les instances d’hôte et Message Queuing qui s’y trouvent.
fact-in-outgoing-queue = { $message } est dans la file sortante de Message Queuing sur { $owner } : pour { $name }, c’est envoyé.
fact-forwarded = Message Queuing sur { $owner } a porté { $message } de { $name } à { $address }.
refused-no-server = Aucun hôte n’a d’instance sur { $server }.
refused-server-down = Aucune instance de { $host } ne peut démarrer, car son serveur est hors service : { $servers }. Remettez d’abord le serveur en marche.
server-take-down = Mettre hors service
server-bring-up = Remettre en marche
outgoing-waiting = File sortante de Message Queuing sur { $owner } (simulée) : { $count ->
        [one] 1 message
       *[other] { $count } messages
    } de { $port }, jusqu’à ce que la destination { $count ->
        [one] le prenne
       *[other] les prenne
    }
outgoing-stranded = File sortante de Message Queuing sur { $owner } (simulée) : { $count ->
        [one] 1 message
       *[other] { $count } messages
    } de { $port }, en attente du retour du serveur
who-gets-no-property = « { $text } » n’est pas une propriété. Écrivez NOM=VALEUR.
who-gets-twice = La propriété { $property } est donnée deux fois.
who-gets-via = { $port }, par l’intermédiaire de { $group }
who-gets-or = ou

### Scénarios et leçons dans un terminal

fate-no-host-instance = Attend une instance d’hôte
fate-on-its-way = En route
broken-nothing-suspended = Rien n’est suspendu dans { $port }.
broken-not-there = Ce sur quoi cela agit n’existe pas.
broken-refused = C’est refusé : { $why }
broken-not-refused = Un refus est promis, et cela a été fait.
broken-no-report = On ne sait plus rien de { $message }.
broken-fate = { $message }, { $copy } : promis { $promised }, obtenu { $came }.
broken-missing = { $message } : une copie pour { $copy } est promise, et il n’y en a pas.
broken-unpromised = { $message } : il y a une copie pour { $copy } ({ $came }), et aucune n’est promise.
broken-failure = { $message } : des copies sont promises, et personne n’en a reçu. C’est un échec du routage.
broken-no-failure = { $message } : un échec du routage est promis, et il y a des copies pour { $copies }.
broken-arrived = { $promised ->
        [one] Un message arrivé est promis
       *[other] { $promised } messages arrivés sont promis
    } pour { $port }, il y en a { $came }.
broken-clock = L’horloge devrait montrer { $promised }, elle montre { $came }.
check-finding = { $place } : { $what }
check-not-played = Impossible de le jouer : { $why }
check-document = { $file } est un document. Un document ne promet rien ; sendport run l’exécute.
check-empty-text = Ce texte est vide.
check-not-translated = Ce texte est le même dans les deux langues.
check-one-line = Ce texte tient sur une seule ligne : il ne peut contenir de ligne vide.
check-no-template = Le document n’a pas de modèle de ce message : qui joue le scénario à la main devrait le saisir.
check-not-reached = { $count ->
        [one] Cette étape n’est pas atteinte
       *[other] Cette étape et les suivantes, { $count } en tout, ne sont pas atteintes
    }, car la précédente ne peut être franchie.
check-fine = { $files ->
        [one] Un fichier vérifié
       *[other] { $files } fichiers vérifiés
    }, tout va bien.
check-summary = { $files ->
        [one] Un fichier vérifié
       *[other] { $files } fichiers vérifiés
    }, { $findings ->
        [0] rien
        [one] une chose
       *[other] { $findings } choses
    } à corriger, { $unusable ->
        [0] tous lisibles.
        [one] un illisible.
       *[other] { $unusable } illisibles.
    }
problem-no-such-file = Un fichier de formation commence par Scenario(, Lesson( ou Recording(, et celui-ci commence par { $found }.
problem-long-text = Un texte a ici au plus { $limit } caractères.
problem-steps = Au plus { $limit } étapes sont permises.
problem-messages = Jusqu’à celle-ci, les étapes injectent plus de { $limit } messages, ce qui est le maximum permis.
problem-ports = { $count } ports d’envoi et groupes, c’est trop : au plus { $limit } sont permis.
play-step = Étape { $number } sur { $of }.
play-copy = { $copy } : { $outcome }
play-broken = Autrement que promis : { $what }
play-kept = Chaque promesse est tenue.
play-not-kept = { $count ->
        [0] Aucune promesse n’est rompue, mais toutes les étapes n’ont pu être franchies.
        [one] Une promesse n’est pas tenue.
       *[other] { $count } promesses ne sont pas tenues.
    }

### Leçons

answer-allowed = C’est possible
answer-not-allowed = Ce n’est pas possible
answer-none = Aucune réponse
answer-nothing = Rien
answer-part = { $name } : { $what }
answer-parts = { $parts }
ask-allowed = Est-ce possible maintenant : { $action } sur { $name } ?
ask-states = { $action } sur { $name } : dans quels états tout se trouve-t-il ensuite ?
ask-resume = Que devient le message quand { $port } doit le reprendre ?
ask-copies = Qui reçoit le message, et que devient chaque copie ?
ask-copies-to = Le message est adressé à { $target }. Qui le reçoit, et que devient chaque copie ?
hint-states = Regardez les états. { $states }
hint-rules = Ce qui vaut ici : { $rules }
hint-own-state = Une action change l’état de ce sur quoi elle est faite, et de rien d’autre
hint-resume = La reprise agit sur l’instance de service et ne regarde pas l’état du port.
hint-answer = La réponse : { $answer }
problem-no-template = Il n’y a pas de modèle de message { $name }.
problem-no-scenario = Le programme n’a pas de scénario { $number }.
problem-before = Ceci demande une instance de service, choisie par qui apprend : impossible avant.
problem-ask = On ne peut demander cela à ce sujet. Copies porte sur un message injecté, States et Allowed sur une action, Fate sur Resume.
problem-no-goal = Il n’y a pas de but.
problem-hints = Il y a { $hints } indices : il en faut { $wanted }.
broken-no-answer = Cela a été fait, et la question n’a pas de réponse.
broken-hints = Les indices tirés des règles ne mènent pas à cette réponse : écrivez-en trois vous-même.
broken-goal-holds = Le but est atteint avant que rien ne soit fait.
broken-goal = Le chemin ne mène pas au but.
broken-way-too-long = Le but est atteint avant cela : le chemin est trop long.
broken-is-refused = Ceci est promis possible, et c’est refusé.
broken-resumed = Promis { $promised }, obtenu { $came }.
check-shorter = Il y a un chemin plus court vers le but : { $way }.
check-act = { $action } { $name }
play-answer = Réponse : { $answer }
diagnosis-too-little = Trop peu de réponses pour en dire plus.
diagnosis-knows = Les réponses sont celles de quelqu’un qui connaît les règles.
diagnosis-guesses = Les réponses valent celles du hasard.
diagnosis-holds = Les réponses sont celles de quelqu’un qui croit : « { $belief } »
progress-title = Ce que { $trainee } a compris
progress-summary = { $right } prédictions justes sur { $of }.
progress-named = « { $belief } » ({ $count } fois) { $but }
progress-outcomes = Résultats prédits justement
progress-actions = Actions prédites justement
progress-path = Le message vient
progress-action = Action
progress-lesson = { $number }. { $title }
progress-not-done = Non fait.
progress-right = Juste : { $truth }
progress-wrong = Prédit : { $given }. Vrai : { $truth }
progress-reached = { $actions ->
        [one] Fait en une action
       *[other] Fait en { $actions } actions
    } ; il en faut { $par }.
progress-hints = { $hints ->
        [one] Un indice a été lu.
       *[other] { $hints } indices ont été lus.
    }

### Ce qui semble anormal

node-lints = Constats
lint-kind-never-matches = Filtre jamais satisfait
lint-kind-not-promoted = Propriété non promue
lint-kind-twice = Remis deux fois
lint-kind-loop = Boucle
lint-kind-unreachable = Rien ne l’atteint
lint-kind-started-for-nothing = Démarré pour rien
lint-kind-ordered-with-backup = Chronologique avec secondaire
lint-kind-delivery-notification = Plusieurs accusés
lint-kind-equal-filter = Même filtre
lint-kind-contained-filter = Filtre contenu dans un autre
lint-level-warning = Avertissement
lint-level-note = Remarque
lint-contradiction = Aucun message n’a de valeur pour laquelle tout ceci soit vrai : { $predicates }. { $so }
lint-no-value = Aucune valeur ne rend ceci vrai : { $predicates }. { $so }
lint-other-type = { $predicate } compare avec un autre type : { $property } est de type { $type }. { $so }
lint-not-promoted = Personne ne promeut { $property } : aucune page ni aucun schéma de propriétés ne la déclare. { $so }
lint-written-only = { $property } figure dans le contexte des messages sans être promue. { $so }
lint-so-nothing-matches = Le filtre n’est donc jamais satisfait.
lint-so-alternative-is-dead = L’alternative { $number } du filtre n’est donc jamais satisfaite.
lint-twice-member = { $port } et le groupe ont chacun un filtre : un message qui satisfait les deux est remis deux fois à { $port }.{ $more ->
        [0] {""}
        [one] {" "}Il en va de même d’un autre membre.
       *[other] {" "}Il en va de même de { $more } autres membres.
    }
lint-twice-own = Un message peut satisfaire son propre filtre et celui de son groupe { $group } : il arrive alors deux fois.{ $more ->
        [0] {""}
        [one] {" "}Une autre paire de voies fait de même.
       *[other] {" "}{ $more } autres paires de voies font de même.
    }
lint-twice-own-all = Son propre filtre et celui de son groupe { $group } laissent passer la même chose : ce qui satisfait le plus étroit arrive deux fois.{ $more ->
        [0] {""}
        [one] {" "}Une autre paire de voies fait de même.
       *[other] {" "}{ $more } autres paires de voies font de même.
    }
lint-twice-groups = Un message peut satisfaire les filtres de ses groupes { $other } et { $group } : il arrive alors deux fois.{ $more ->
        [0] {""}
        [one] {" "}Une autre paire de voies fait de même.
       *[other] {" "}{ $more } autres paires de voies font de même.
    }
lint-twice-groups-all = Les filtres de ses groupes { $other } et { $group } laissent passer la même chose : ce qui satisfait le plus étroit arrive deux fois.{ $more ->
        [0] {""}
        [one] {" "}Une autre paire de voies fait de même.
       *[other] {" "}{ $more } autres paires de voies font de même.
    }
lint-loop-response = Sa réponse peut satisfaire son propre filtre : elle serait renvoyée, et ainsi de suite.
lint-loop-failed-message = Le message d’erreur de ce qu’il ne peut transmettre satisfait son propre filtre : il lui revient, et ainsi de suite.
lint-loop-failed-message-via = Le message d’erreur de ce qu’il ne peut transmettre lui revient par son groupe { $group }, et ainsi de suite.
lint-unreachable = Aucun message ne peut l’atteindre : il n’a pas de filtre, aucun groupe avec filtre, et aucune orchestration n’y est liée.
lint-unreachable-dead = Aucun message ne peut l’atteindre : son filtre n’est jamais satisfait, aucun groupe n’y mène, et aucune orchestration n’y est liée.
lint-started-for-nothing = Il est démarré et attend en vain : les messages ne viennent que par { $groups }, et aucun de ces groupes n’est démarré.
lint-delivery-notification = Le modèle { $template } demande une notification de remise et va à { $members } membres : autant d’accusés reviennent, et l’expéditeur n’en attend qu’un.
lint-equal-filter = Le même filtre que { $others }{ $more ->
        [0] {""}
       *[other] {" "}et { $more } autres
    } : chacun reçoit une copie.
lint-contained-filter = Tout ce qui le satisfait satisfait aussi { $others }{ $more ->
        [0] {""}
       *[other] {" "}et { $more } autres
    }.
lint-do-never-matches = Modifiez l’un des prédicats, ou mettez Ou entre eux.
lint-do-not-promoted = Déclarez-la dans un schéma de propriétés, ou filtrez par une propriété promue.
lint-do-twice = Retirez l’un des filtres, ou faites qu’ils s’excluent.
lint-do-loop = Resserrez le filtre pour qu’il écarte ce qui revient, par exemple par le type de message ou SendPortName.
lint-do-unreachable = Donnez-lui un filtre, mettez-le dans un groupe qui en a un, ou liez-y une orchestration.
lint-do-started-for-nothing = Démarrez l’un des groupes, ou donnez-lui un filtre propre.
lint-do-ordered-with-backup = Désactivez la livraison chronologique, ou retirez le transport secondaire.
lint-do-delivery-notification = Envoyez à un seul port d’envoi, ou ne demandez pas de notification de remise.
lint-do-equal-filter = Si les deux doivent le recevoir, rien. Sinon, modifiez l’un d’eux ou arrêtez l’un des ports.
lint-do-contained-filter = Si les deux doivent le recevoir, rien. Sinon, resserrez le plus large.
derived-lint-contradiction = tous les prédicats d’une alternative doivent être vrais de la seule valeur que porte un message
derived-lint-twice = chaque abonnement satisfait fait une copie, celui du port et celui de chaque groupe
derived-lint-response = une réponse est publiée comme tout message, et qui s’y abonne la reçoit
derived-lint-failed-message = le message d’erreur est publié comme tout message, et qui s’y abonne le reçoit
derived-lint-related = ce qu’un filtre demande découle de ce que l’autre demande
lints-none = Rien ne semble anormal.
lints-where = Où
lints-level = Importance
lints-kind = Constat
lints-any-kind = Tous les constats
lints-what = Quoi
lints-do = Que faire
lints-why = Pourquoi
lints-notes = Remarques aussi
lints-file = constats
lints-working = Recherche… { $percent } %
lints-count =
    { $count ->
        [one] Un constat
       *[other] { $count } constats
    }
lints-more =
    { $count ->
        [one] Un autre constat
       *[other] { $count } autres constats
    }
lints-open-page = Ouvrir sa page…
lints-summary = Avertissements : { $warnings }, remarques : { $notes }
details-nothing-lint = Sélectionnez un constat pour voir de quoi il s’agit.
help-view-lints = Ce qui semble anormal dans la configuration : filtres jamais satisfaits, messages qui arrivent deux fois ou tournent en rond, ports que rien n’atteint. Entrée mène au port ou au groupe d’envoi.
export-table = Exporter
export-tsv = En texte à tabulations…
file-save-table = Enregistrer le tableau
terminal-as-started = Un fichier de liaison n’a pas d’états : tous les ports et groupes sont pris comme démarrés.

### Un filtre en texte, et à l’essai

filter-as-text = Filtre en texte
filter-text-wrong = Ligne { $line }, colonne { $column } : { $what }
filter-text-property = il manque ici le nom d’une propriété, comme BTS.MessageType
filter-text-operator = il manque ici un opérateur : ==, !=, <, >, <=, >= ou Exists
filter-text-single = « est égal à » s’écrit ==
filter-text-value = il manque ici une valeur : un texte entre guillemets droits, un nombre ou une date
filter-text-and-or = And ou Or relie le prédicat suivant à celui-ci
filter-text-quote = ce guillemet n’est pas fermé
filter-text-parenthesis = cette parenthèse n’est pas fermée
filter-text-unquoted = un texte se met entre guillemets droits : { $quoted }
filter-text-too-large = { $word } est trop grand pour un entier
filter-text-needs-quotes = { $property } est de type { $type } : sa valeur se met entre guillemets droits
filter-text-type = { $property } est de type { $type }, et cette valeur ne l’est pas
filter-text-too-deep = plus de { $most } parenthèses imbriquées
filter-text-too-many = plus de { $most } lignes
filter-trial = À l’essai avec un message
filter-trial-with = Message
filter-trial-inject = Le contenu du panneau d’injection
filter-trial-no-message = Le contenu du panneau d’injection n’est pas un message qui puisse être publié.
filter-trial-empty = Il n’y a pas de filtre à essayer.
filter-trial-matches = Le filtre s’applique à lui.
filter-trial-does-not-match = Le filtre ne s’applique pas à lui.
filter-trial-alternative = Alternative { $number }
subscriptions-all-applications = Toutes les applications
subscriptions-file = abonnements
subscriptions-file-who = qui-le-recevrait
subscriptions-file-property = qui-la-regarde
inject-who-gets = Qui recevrait ceci ?

### Lessons in the window

command-lessons = Leçons…
find-lesson = Leçon
find-lesson-entry = Leçon { $number }. { $title }
file-save-report = Enregistrer
lesson-title = Leçon
lesson-leave = Quitter
lesson-again = Recommencer
lesson-hint = Indice { $number } sur { $of }
lesson-next = Étape suivante
lesson-skip = Passer
lesson-predict = Prédire
lesson-nobody = Échec du routage : personne ne le reçoit
lesson-choose-all = Choisissez d’abord une réponse à chaque ligne.
lesson-predicted = Vous prédisez : { $answer }
lesson-run = Exécuter
lesson-send = Envoyer { $template }
lesson-right = Juste
lesson-right-nobody = Juste : personne ne le reçoit, c’est un échec du routage
lesson-wrong = Pas tout à fait
lesson-wrong-nobody = Pas tout à fait : personne ne le reçoit, c’est un échec du routage
lesson-piece-right = { $name } : { $truth }, comme prédit
lesson-piece-wrong = { $name } : prédit { $given }, vrai { $truth }
lesson-whole-right = { $truth }, comme prédit
lesson-whole-wrong = Prédit { $given }, vrai { $truth }
lesson-rule = { $rule } ({ $source })
lesson-by-way = Via { $group } : { $why }
lesson-belief = Vous pensez peut-être : « { $belief } »
lesson-over = La leçon est terminée.
lesson-following = Leçon suivante : { $title }
lesson-all = Toutes les leçons
lesson-weakest = Case la plus faible : { $cell }.
lesson-progress-unreadable = La progression ne peut être lue
lessons-title = Leçons
lessons-about = Chaque étape est une chose à prédire ou à faire. Toute voie juste compte, et rien n’est verrouillé : indices, passage et reste de la fenêtre sont toujours là.
lessons-trainee = Votre nom
lessons-somebody = Apprenant
lessons-state = { $done } étapes sur { $of }, { $minutes } min
lessons-begin = Commencer la leçon { $number }
lessons-report = Rapport…
lessons-hand-in = Remettre…
lessons-nothing-yet = Rien n’a encore été fait.
lesson-par = { $par ->
        [one] Une action suffit
       *[other] { $par } actions suffisent
    } ; { $actions ->
        [0] aucune jusqu’ici.
        [one] une jusqu’ici.
       *[other] { $actions } jusqu’ici.
    }
recovery-from-lesson = Leçon { $number }

### Predict, then run

command-predict-first = Prédire d’abord
command-predict-no-more = Ne plus prédire
command-practise = S’exercer sur la case la plus faible
setting-predict-first = Prédire d’abord
setting-predict-first-about = Avant l’envoi d’un message, vous dites ce qu’il va devenir
setting-predict-first-on = Demander avant chaque message
predict-title = Que va-t-il devenir ?
predict-sent = Il est en route.
predict-each = { $count } messages comme celui-ci sont envoyés. Prédisez ce que devient chacun.
predict-last = Des { $count } messages, les { $known } derniers sont comparés.
predict-alike = Voilà ce qu’est devenu chacun des { $count } messages.
predict-otherwise =
    Voilà ce qu’est devenu { $message }. { $others ->
        [one] Un des { $count } messages a
       *[other] { $others } des { $count } messages ont
    } eu un autre sort, d’abord { $summary }
predict-on = Désormais, vous prédisez avant chaque message.
predict-off = Les messages partent de nouveau sans prédiction.
predict-too-many = Rien n’a été demandé : { $count } ports d’envoi, c’est trop à prédire, { $limit } au plus.
practice-title = Exercice { $number }
practice-teaching = Regardez les états et les filtres, et prédisez.
practice-what = Quelques ports d’envoi, peut-être un groupe, et un message.
practice-how = Dites ce que le message devient à chaque port, puis lisez la règle.
practice-notice = Certains ports ne concernent pas le message.
practice-try = Démarrez ce qui est Arrêté, inscrivez ce qui est Lié, et renvoyez le message.
practice-say = Le message arrive.
recovery-from-practice = Exercice
outcomes-right = { $right } sur { $of } justes
outcomes-both = { $times }, { $right }
outcomes-practise = S’exercer sur cette case
lesson-guard = Le tableau des actions le permet ; une autre règle s’y oppose

### The stage

command-stage = Scène pour une classe
stage-next = Scénario suivant
stage-previous = Scénario précédent
stage-title = Sur la scène

### What a question is about

asked-message = Le message : { $what }, { $to }.
asked-plain = sans type ni propriétés
asked-type = { $type }
asked-values = { $values }
asked-type-values = { $type } ({ $values })
asked-group = avec { $members } ; { $filter }
asked-filter = filtre { $filter }
asked-no-filter = aucun filtre
asked-port = { $parts }
asked-window = n’envoie que de { $start } à { $stop }
asked-destination = destination : { $behaviour }
asked-backup = un transport secondaire
asked-host = { $host } ne tourne pas
asked-ordered = remise ordonnée{ $suspended ->
    [0] {""}
    [one] , { $suspended } suspendu
   *[other] , { $suspended } suspendus
    }

### A class

command-ask-class = Interroger la classe…
command-show-verdict = Montrer le verdict
class-check = Une classe vote
class-send = Envoyer le message
class-votes = Voix
class-votes-for = { $what } : voix
class-to-votes = Compter les voix
class-number = { $count } ({ $percent } %)
class-happened = ce qui s’est passé
class-bar = { $named ->
    [0] { $what }
   *[other] { $name }, { $what }
    } : { $count ->
    [one] { $count } voix
   *[other] { $count } voix
    }, { $percent } %
class-bar-truth = { $named ->
    [0] { $what }
   *[other] { $name }, { $what }
    } : { $count ->
    [one] { $count } voix
   *[other] { $count } voix
    }, { $percent } %, ce qui s’est passé
stage-veil = { $step } : suite. { $back } : retour. { $end } : verdict

### The instructor

command-instructor-window = Fenêtre de l’instructeur
instructor-title = Instructeur
instructor-truth = La vérité
instructor-would = Si le message préparé était envoyé maintenant :
instructor-hidden = { $message }, dont la scène ne dit pas encore la fin :
instructor-nothing-prepared = Aucun message n’est préparé.
instructor-faults = Ce qui peut tomber en panne
instructor-faults-about = Ce qui est changé ici, la scène ne le montre pas avant le prochain verdict.
instructor-secret = Quelque chose est changé que la scène ne montre pas avant le prochain verdict.
instructor-window = Fenêtre de service fermée
instructor-window-of = { $name } : fenêtre de service fermée
instructor-more-ports = { $count ->
    [one] Un autre port est commuté
   *[other] { $count } autres ports sont commutés
    } dans la console.
instructor-host = { $host } sur { $server } : { $state }
instructor-notes = Notes
instructor-hint = Indice { $number } : { $hint }
command-scenarios = Scénarios…
stage-begin = { $ask } : interroger la classe. { $send } : envoyer le message
scenarios-title = Scénarios

## Enregistrements

menu-recording = Enregistrement
command-demonstrate = Faire la démonstration
command-save-recording = Enregistrer la séance…
command-player-play = Lire l’enregistrement ou le mettre en pause
command-player-forward = Moment suivant de l’enregistrement
command-player-back = Moment précédent de l’enregistrement
command-player-take-over = Prendre la main ici
command-player-go-on = Reprendre l’enregistrement
command-player-leave = Quitter l’enregistrement
player-play = Lire l’enregistrement
player-pause = Mettre l’enregistrement en pause
player-position = Position dans l’enregistrement
player-speed = Vitesse de l’enregistrement
player-times = { $speed } ×
player-place = Moment { $number } sur { $of }, { $time } sur { $length }
player-moment = Moment { $number } : { $what }
player-said = { $moment }. { $said }
player-beginning = Avant le premier moment. Ce que vous faites prend la main ici.
player-taken-over = Main prise après le moment { $number } sur { $of }. Ce que vous faites maintenant est à vous ; l’enregistrement reste tel quel.
player-refused = Ceci est refusé, et c’est ce qui est montré.
player-differs = { $more ->
    [0] Autrement qu’enregistré, au moment { $number } : { $what } Enregistré par Sendport { $version }.
    [one] Autrement qu’enregistré, d’abord au moment { $number } : { $what } Il y a une autre différence. Enregistré par Sendport { $version }.
   *[other] Autrement qu’enregistré, d’abord au moment { $number } : { $what } Il y a { $more } autres différences. Enregistré par Sendport { $version }.
}
why-not-no-recording = Aucun enregistrement n’est montré. Faire la démonstration joue le scénario ouvert, et Ouvrir… ouvre un enregistrement.
why-not-no-demonstration = Ce qui est ouvert n’est pas un scénario avec des étapes.
why-not-not-taken-over = La main n’a pas été prise.
why-not-taken-over = La main a été prise. Reprenez d’abord l’enregistrement.
why-not-first-moment = C’est avant le premier moment.
why-not-last-moment = C’est après le dernier moment.
file-save-recording = Enregistrer la séance
recording-title = Enregistrement : { $document }
recording-busy = L’enregistrement est en route vers ce moment ; vous pourrez prendre la main dans un instant.
recording-nothing-yet = Rien n’a encore été fait dans cette séance.
recording-cut-short = L’enregistrement contient ce qui a été fait jusque-là. { $why }
recording-not-from-beginning = { $count ->
    [one] Au début de cette séance, un message était déjà suspendu ou en cours dans la MessageBox : elle ne peut pas être rejouée depuis son début. Commencez avec une MessageBox où rien n’attend, comme celle d’un scénario ou d’un nouveau document.
   *[other] Au début de cette séance, { $count } messages étaient déjà suspendus ou en cours dans la MessageBox : elle ne peut pas être rejouée depuis son début. Commencez avec une MessageBox où rien n’attend, comme celle d’un scénario ou d’un nouveau document.
}
recording-ended-live = L’envoi réel a été activé : ce que répondent de vrais serveurs ne peut pas être rejoué.
recording-ended-long = La séance a été plus longue que ne peut l’être un enregistrement.
recording-by = Enregistré par Sendport { $version }, { $time }
recording-no-copy = aucune copie
recording-as-before = comme avant
recording-differs-message = { $message } : l’enregistrement dit { $recorded } ; à présent c’est { $came }.
recording-differs-state = { $name } : l’enregistrement dit { $recorded } ; à présent c’est { $came }.
recording-differs-count = L’enregistrement dit { $suspended } suspendus et { $progress } en cours ; à présent il y en a { $came-suspended } et { $came-progress }.
recording-refused = Ceci a été fait à l’enregistrement, et est refusé à présent : { $why }
recording-not-refused = Ceci a été refusé à l’enregistrement, et se fait à présent.
recording-too-much = À partir du moment { $number }, il se passe trop de choses : au-delà de { $limit } événements, rien n’est joué.
moment-message = message
moment-publish = { $count ->
    [one] Publier un message ({ $kind })
   *[other] Publier { $count } messages ({ $kind })
}
moment-operate-where = { $operation } : toutes les instances de service choisies
play-moment = { $time }, moment { $number } sur { $of } :
play-differs = Autrement qu’enregistré : { $what }
play-as-recorded = Tout est tel qu’enregistré.
play-not-as-recorded = { $count ->
    [0] L’enregistrement n’a pas pu être joué jusqu’à sa fin.
    [one] Une chose est autrement qu’enregistrée.
   *[other] { $count } choses sont autrement qu’enregistrées.
}
problem-moments = Au plus { $limit } moments sont permis.
problem-moment-before = Ce moment précède celui qui est écrit avant lui : les moments sont écrits dans leur ordre.
problem-lasts = Un enregistrement dure au moins jusqu’à son dernier moment, et au plus 366 jours.
problem-from = L’enregistrement a { $moments } moments : il ne peut pas commencer à être montré après eux.
recovery-from-recording = Repris d’un enregistrement
run-recording = { $file } est un enregistrement : sendport play le joue.
player-leave = Quitter
player-busy = En route vers ce moment…
clock-recorded = { $time } (enregistré)

### Écrire des scénarios et des leçons

menu-write = Écrire
command-save-part = Enregistrer une partie…
command-save-as-scenario = Enregistrer comme scénario…
command-new-lesson = Nouvelle leçon…
command-edit-present = Modifier une copie de ce qui est ouvert…
command-edit-file = Modifier un scénario ou une leçon…
command-back-to-editor = Revenir à l’éditeur
why-not-nothing-written = Ce qui est ouvert n’est ni un scénario ni une leçon.
why-not-no-desk = Rien n’est en cours d’écriture.
file-open-manuscript = Modifier un scénario ou une leçon
file-save-manuscript = Enregistrer
problem-recording-not-written = Ceci est un enregistrement. Ouvrir… le montre, et Enregistrer comme scénario… en fait un scénario.
recovery-from-own = Un scénario ou une leçon d’un fichier
step-addressed = { $what }, à { $name }
step-operate = { $operation } l’instance suspendue la plus ancienne de { $port }
step-remove-front = Retirer le premier message de l’instance suspendue de { $port }
step-filter = Filtre de { $name } : { $filter }
step-no-filter = Retirer le filtre de { $name }
step-backup = { $what } (transport de secours)
authoring-title-scenario = Scénario : { $title }
authoring-title-lesson = Leçon : { $title }
authoring-scenario-title = Une séance avec { $document }
authoring-lesson-title = Une leçon sur { $document }
authoring-taken-after = Le scénario commence après « { $what } », qu’aucune étape ne peut faire. Ce qui en est résulté figure dans son document ; les messages envoyés auparavant n’y sont pas.
authoring-taken-before = Le scénario se termine avant « { $what } », qu’aucune étape ne peut faire.
authoring-taken-otherwise = { $count ->
    [one] Un message se comporte autrement que dans la séance : ce qui est promis est ce que montre le scénario.
   *[other] { $count } messages se comportent autrement que dans la séance : ce qui est promis est ce que montre le scénario.
}
authoring-predict = Prédire : { $what }
authoring-reach = Obtenir un résultat
authoring-page-texts = Textes
authoring-page-info = Page d’information
authoring-check = Vérification
authoring-step-title = { $number }. { $kind }
authoring-title = Titre
authoring-teaching = Ce qu’il enseigne
authoring-number = Numéro
authoring-minutes = Durée en minutes
authoring-english = anglais
authoring-french = français
authoring-in-language = { $text } ({ $language })
authoring-document = Point de départ
authoring-document-holds = { $ports ->
    [one] { $ports } port d’envoi
   *[other] { $ports } ports d’envoi
}, { $groups ->
    [one] { $groups } groupe de ports d’envoi
   *[other] { $groups } groupes de ports d’envoi
}, { $templates ->
    [one] { $templates } modèle de message
   *[other] { $templates } modèles de messages
}
authoring-as-scenario = Le départ est celui du scénario { $number }.
authoring-take-document = Partir de ce que montre la fenêtre
authoring-steps = Étapes
authoring-no-steps = Il n’y a pas encore d’étape.
authoring-add = Ajouter une étape
authoring-move-up = Plus tôt
authoring-move-down = Plus tard
authoring-remove-step = Retirer l’étape
authoring-is-first = C’est la première étape.
authoring-is-last = C’est la dernière étape.
authoring-fill = Remplir avec ce qui arrive
authoring-filling = L’étape est en train d’être jouée.
authoring-fill-again = Quelque chose a changé entre-temps. Remplissez de nouveau.
authoring-new-inject = Injecter un message
authoring-new-act = Inscrire, démarrer, arrêter ou désinscrire
authoring-new-operate = Reprendre, suspendre ou mettre fin
authoring-new-remove-front = Retirer le premier message
authoring-new-destination = Changer une destination
authoring-new-clock = Avancer l’horloge
authoring-new-filter = Un autre filtre
authoring-new-role = Un autre rôle
authoring-new-host = Démarrer ou arrêter un hôte
authoring-new-server = Un serveur tombe en panne
authoring-new-ask-copies = Question : qui reçoit le message
authoring-new-ask-states = Question : quels états ensuite
authoring-new-ask-allowed = Question : est-ce possible
authoring-new-ask-fate = Question : que devient ce qui est repris
authoring-new-reach-state = À faire : un état
authoring-new-reach-message = À faire : un message arrive
authoring-new-reach-suspended = À faire : rien n’est suspendu
authoring-no-send-port = Il n’y a aucun port d’envoi.
authoring-no-template = Il n’y a aucun modèle de message. Injectez des messages dans la fenêtre, ou ajoutez-y des modèles.
authoring-no-host = Il n’y a aucun hôte avec une instance.
authoring-kind-inject = Envoi
authoring-kind-act = Commande
authoring-kind-operate = Opération
authoring-kind-remove-front = Premier message
authoring-kind-filter = Filtre
authoring-kind-role = Rôle
authoring-kind-clock = Horloge
authoring-kind-host = Hôte
authoring-kind-server = Serveur
authoring-kind-destination = Adresse
authoring-kind-predict = À prédire
authoring-kind-reach = À faire
authoring-say = Ce qui est dit
authoring-do = Ce qui est fait
authoring-promise = Ce qui est promis
authoring-afterwards = Ce qui vaut ensuite
authoring-before = Ce que fait le programme avant
authoring-hints = Indices
authoring-then = Ce qui est dit une fois que c’est fait
authoring-task = Ce qui est demandé
authoring-goal = Ce qu’il faut obtenir
authoring-way = Un chemin avec le moins d’actions
authoring-whole = L’ensemble
authoring-whole-step = Toute l’étape
authoring-at-step = Étape { $number }, { $what }
authoring-action = Commande
authoring-item = Port ou groupe
authoring-port = Port d’envoi
authoring-held = Messages retenus
authoring-held-resume = sont repris
authoring-held-keep = restent suspendus
authoring-refused = Il est promis que c’est refusé
authoring-operation = Opération
authoring-becomes = Il est ensuite
authoring-clock = L’horloge
authoring-host = Hôte
authoring-instances = Ses instances
authoring-runs = sont démarrées
authoring-runs-not = sont arrêtées
authoring-server = Serveur
authoring-what-becomes = Ce qu’il devient
authoring-goes-down = Il tombe en panne
authoring-comes-up = Il revient
authoring-destination = La destination
authoring-destination-backup = Celle du transport de secours
authoring-message = Quel message
authoring-no-template-of-it = Un message sans modèle
authoring-to = Il va
authoring-to-filters = à qui a un abonnement qui correspond
authoring-to-port = au port d’envoi { $name }
authoring-to-group = au groupe de ports d’envoi { $name }
authoring-count = Combien
authoring-filter = Filtre
authoring-nobody = Personne ne reçoit de copie : un échec de routage
authoring-nth = { $number }. { $promise }
authoring-outcome-of = Ce que devient la copie pour { $name }
authoring-remove = Supprimer { $name }
authoring-add-copy = Ajouter une copie
authoring-remove-promise = Retirer la promesse { $number }
authoring-stands = { $messages } : { $promise }
authoring-arrived = { $count ->
    [one] { $count } message est arrivé à la destination de { $port }.
   *[other] { $count } messages sont arrivés à la destination de { $port }.
}
authoring-clock-shows = L’horloge montre { $time }.
authoring-ask-copies = On demande quels ports reçoivent une copie, et ce que devient chacune.
authoring-ask-fate = On demande ce que devient le message qui est repris.
authoring-ask-states = On demande les états de ceux-ci ensuite.
authoring-ask-allowed = On demande si c’est possible. Ce n’est pas fait.
authoring-add-asked = Demander pour un autre
authoring-at-least-one = Il en faut au moins un.
authoring-add-way = Ajouter une action
authoring-way-nth = Action n° { $number }
authoring-add-before = Ajouter ce que fait le programme
authoring-before-nth = Avant, n° { $number }
authoring-numbered = { $number } : { $what }
authoring-goal-nth = But n° { $number }
authoring-add-goal = Ajouter un but
authoring-goal-state = L’état d’un port ou d’un groupe
authoring-goal-message = Un message comme un modèle arrive
authoring-goal-sent = Ce que devient un message prédit
authoring-goal-suspended = Combien sont suspendus à un port
authoring-predicted = Quel message prédit
authoring-suspended-count = Suspendus
authoring-own-hints = Ses propres indices ; sinon ils viennent des règles
authoring-hint-where = Où regarder
authoring-hint-rule = Quelle règle y vaut
authoring-hint-what = Que faire
authoring-says-then = Quelque chose est dit une fois que c’est fait
authoring-checking = En train d’être joué…
authoring-all-holds = { $count ->
    [0] Tous les textes sont là dans les deux langues. Il n’y a pas encore d’étape.
    [one] Tous les textes sont là dans les deux langues, et la promesse de l’étape est tenue.
   *[other] Tous les textes sont là dans les deux langues, et toutes les promesses des { $count } étapes sont tenues.
}
authoring-all-holds-lesson = { $count ->
    [0] Tous les textes sont là dans les deux langues. Il n’y a pas encore d’étape.
    [one] Tous les textes sont là dans les deux langues, et l’étape peut être faite.
   *[other] Tous les textes sont là dans les deux langues, et les { $count } étapes peuvent être faites.
}
authoring-remarks = { $count ->
    [one] { $count } chose est à corriger.
   *[other] { $count } choses sont à corriger.
}
authoring-save = Enregistrer
authoring-save-as = Enregistrer…
authoring-try = Essayer
authoring-cannot-try = Ce n’est pas encore possible à essayer
authoring-unsaved-lead = Ce que vous écrivez n’est pas enregistré : « { $title } ».
authoring-back = Revenir à l’éditeur
recording-part = Enregistrer une partie de l’enregistrement
recording-part-about = La partie commence avec tout tel que c’était avant son premier moment. Ce qui y a conduit est joué d’un coup et n’est pas montré.
recording-part-first = De
recording-part-last = À
recording-part-save = Enregistrer…
recording-part-backwards = Elle se termine avant de commencer.
recording-part-title = { $title }, moments { $first } à { $last }
scenarios-edit = Modifier une copie du scénario { $number }…
lessons-edit = Modifier une copie de la leçon { $number }…
