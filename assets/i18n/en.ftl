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
kit-no-rows = There are no rows
kit-choose-a-row = Choose a row first
kit-first-row = It is the first row
kit-last-row = It is the last row
kit-not-a-number = “{ $text }” is no whole number
kit-not-a-time = “{ $text }” is no time of day, such as 22:00
kit-suggestions = Suggestions for { $field }
kit-row-problem = Row { $number }: { $problem }
