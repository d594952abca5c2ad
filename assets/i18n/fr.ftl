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
kit-no-rows = Il n’y a aucune ligne
kit-choose-a-row = Choisissez d’abord une ligne
kit-first-row = C’est la première ligne
kit-last-row = C’est la dernière ligne
kit-not-a-number = « { $text } » n’est pas un nombre entier
kit-not-a-time = « { $text } » n’est pas une heure, par exemple 22:00
kit-suggestions = Suggestions pour { $field }
kit-row-problem = Ligne { $number } : { $problem }
