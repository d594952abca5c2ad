-- The MessageBox of Sendport, format 1.
-- Times are UTC with nine decimals, so that they sort as text. A column *_key is the lower-case
-- form of the name beside it: names that differ in case only are the same name.

CREATE TABLE message (
    id         INTEGER PRIMARY KEY, -- M-<id>
    published  TEXT NOT NULL,
    type       TEXT,                -- namespace#root, if it is promoted
    addressing TEXT NOT NULL,       -- JSON
    bound_to   TEXT,                -- JSON
    context    TEXT NOT NULL,       -- JSON: the promoted properties
    body       TEXT NOT NULL
) STRICT;

CREATE TABLE instance (
    id        INTEGER PRIMARY KEY,  -- I-<id>
    message   INTEGER NOT NULL REFERENCES message (id),
    port      TEXT,                 -- none: a routing failure
    port_key  TEXT,
    via       TEXT,                 -- the send port group
    via_key   TEXT,
    matched   TEXT,                 -- address, filter
    ruling    TEXT,                 -- JSON: what the table of state combinations said
    host      TEXT NOT NULL,
    host_key  TEXT NOT NULL,
    state     TEXT NOT NULL,
    cause     TEXT,                 -- why it is suspended, in a word
    detail    TEXT,                 -- JSON: why it is suspended
    adapter   TEXT NOT NULL,
    address   TEXT NOT NULL,
    priority  INTEGER NOT NULL,     -- 1 (highest) to 10
    attempts  INTEGER NOT NULL,
    created   TEXT NOT NULL,
    changed   TEXT NOT NULL,
    due       TEXT,
    CONSTRAINT "the state is known" CHECK (state IN (
        'ready to run', 'scheduled', 'active', 'dehydrated', 'suspended (resumable)',
        'suspended (not resumable)', 'completed', 'terminated')),
    CONSTRAINT "what is suspended has a cause" CHECK (
        cause IS NOT NULL OR state NOT IN ('suspended (resumable)', 'suspended (not resumable)'))
) STRICT;

CREATE INDEX work_queue ON instance (host_key, priority, id) WHERE state = 'ready to run';
CREATE INDEX suspended_queue ON instance (cause, port_key, via_key)
    WHERE state IN ('suspended (resumable)', 'suspended (not resumable)');
CREATE INDEX suspended_by_age ON instance (id, state, cause)
    WHERE state IN ('suspended (resumable)', 'suspended (not resumable)');
CREATE INDEX instance_message ON instance (message);
CREATE INDEX instance_port ON instance (port_key, id);

CREATE TABLE arrival (
    id       INTEGER PRIMARY KEY,
    port     TEXT NOT NULL,
    port_key TEXT NOT NULL,
    address  TEXT NOT NULL,
    message  INTEGER NOT NULL REFERENCES message (id),
    instance INTEGER NOT NULL REFERENCES instance (id),
    time     TEXT NOT NULL
) STRICT;

CREATE INDEX arrival_port ON arrival (port_key, id);

CREATE TABLE event (
    id   INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT;
