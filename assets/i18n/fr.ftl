app-name = Sendport

### Documents

document-unnamed = Ce document
document-place = { $file }, ligne { $line }, colonne { $column }
document-place-field = { $file }, ligne { $line }, colonne { $column }, { $field }
document-wrong =
    { $place } : { $what }
    Rien n’a été ouvert. Corrigez le fichier dans un éditeur de texte et ouvrez-le à nouveau.

document-read-failed = Impossible de lire { $file } : { $why }. Vérifiez le nom et vos autorisations, ou choisissez un autre fichier.
document-read-not-a-file = { $file } n’est pas un fichier. Choisissez un document, dont le nom se termine d’ordinaire par .ron.
document-read-too-large = { $file } occupe { $size } Mio ; un document en occupe au plus { $limit }. Choisissez un document Sendport.
document-not-text = { $file } n’est pas du texte : l’octet à la position { $offset } n’appartient à aucun texte. Choisissez un document Sendport.
document-no-format = { $file } n’est pas un document Sendport : le champ format y manque. Choisissez un autre fichier, ou ajoutez format: 1 si c’en est un.
document-newer-format = { $file } est au format { $format } ; cette version de Sendport lit le format { $known }. Ouvrez-le avec une version plus récente.
document-no-such-format = { $file } est au format { $format }, qui n’existe pas. Écrivez format: { $known } si c’est bien le sien.

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
