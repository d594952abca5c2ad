-- What format 2 adds.

-- ---- the audit: who did what, when, with what before and after

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    time    TEXT NOT NULL,
    role    TEXT NOT NULL,          -- administrator, operator, read only
    kind    TEXT NOT NULL,          -- of action, in a word
    action  TEXT NOT NULL,          -- JSON: what was done
    search  TEXT NOT NULL,          -- lower case: what a search looks into
    changes INTEGER NOT NULL,       -- how many artifacts it changed
    undone  INTEGER                 -- the entry that undid it
) STRICT;

CREATE TABLE audit_change (
    audit    INTEGER NOT NULL REFERENCES audit (id),
    number   INTEGER NOT NULL,      -- within the entry, from 0
    kind     TEXT NOT NULL,         -- of artifact
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL,
    was      TEXT,                  -- its name before, where that was another one
    was_key  TEXT,
    before   TEXT,                  -- JSON; none: it was created
    after    TEXT,                  -- JSON; none: it was deleted
    PRIMARY KEY (audit, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_artifact ON audit_change (kind, name_key, audit, was_key);
CREATE INDEX audit_artifact_was ON audit_change (kind, was_key, audit) WHERE was_key IS NOT NULL;

-- ---- the table of state combinations: which of its cells messages went by

CREATE TABLE exercised (
    cell  TEXT PRIMARY KEY,         -- the way and the state of the port: "via stopped, started"
    count INTEGER NOT NULL,         -- copies that it decided, or that it did not let come about
    first INTEGER NOT NULL REFERENCES message (id),
    time  TEXT NOT NULL             -- of the first one
) STRICT, WITHOUT ROWID;
