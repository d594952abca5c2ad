-- What format 2 adds to format 1.

-- ---- the table of state combinations: which of its cells messages went by

CREATE TABLE exercised (
    cell  TEXT PRIMARY KEY,         -- the way and the state of the port: "via stopped, started"
    count INTEGER NOT NULL,         -- copies that it decided, or that it did not let come about
    first INTEGER NOT NULL REFERENCES message (id),
    time  TEXT NOT NULL             -- of the first one
) STRICT, WITHOUT ROWID;
