app-name = Sendport
