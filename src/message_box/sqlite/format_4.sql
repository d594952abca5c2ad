-- The MessageBox of Sendport, format 4.
--
-- What is written with every message is numbers. People read the views at the end, which say the same
-- in words: messages, instances, arrivals, events, counts.
--
-- Times are microseconds since 1970-01-01 UTC, so that they sort as numbers.

-- ---- Names, addresses and whatever else is written over and over

CREATE TABLE name (
    id   INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,          -- 1 send port, 2 send port group, 3 host, 4 server, 5 adapter, 6 address, 7 ruling
    key  TEXT NOT NULL,             -- as it is compared: of 1 to 4 the lower-case form of the text
    text TEXT NOT NULL,             -- of a ruling JSON: what the table of state combinations said
    UNIQUE (kind, key)
) STRICT;

INSERT INTO name (kind, key, text)
    SELECT 1, port_key, min(port) FROM (
        SELECT port_key, port FROM instance WHERE port_key IS NOT NULL UNION SELECT port_key, port FROM arrival)
    GROUP BY port_key
    UNION ALL SELECT 2, via_key, min(via) FROM instance WHERE via_key IS NOT NULL GROUP BY via_key
    UNION ALL SELECT 3, host_key, min(host) FROM instance GROUP BY host_key
    UNION ALL SELECT 4, folded(server), min(server) FROM instance WHERE server IS NOT NULL GROUP BY folded(server)
    UNION ALL SELECT 5, adapter, adapter FROM instance WHERE adapter <> '' GROUP BY adapter
    UNION ALL SELECT 6, address, address FROM (SELECT address FROM instance UNION SELECT address FROM arrival)
              WHERE address <> ''
    UNION ALL SELECT 7, ruling, ruling FROM instance WHERE ruling IS NOT NULL GROUP BY ruling;

-- ---- Messages and their copies

CREATE TABLE message_4 (
    id         INTEGER PRIMARY KEY, -- M-<id>
    published  INTEGER NOT NULL,
    first      INTEGER,             -- its copies are among the instances from here
    last       INTEGER,             -- to here, but for those that came late
    addressing TEXT,                -- JSON; none: published by its properties
    bound_to   TEXT,                -- JSON
    context    TEXT NOT NULL,       -- JSON: the promoted properties
    body       TEXT NOT NULL
) STRICT;

CREATE TABLE instance_4 (
    id        INTEGER PRIMARY KEY,  -- I-<id>
    message   INTEGER NOT NULL REFERENCES message (id),
    state     INTEGER NOT NULL,     -- 0 ready to run, 1 scheduled, 2 active, 3 dehydrated, 4 suspended (resumable),
                                    -- 5 suspended (not resumable), 6 completed, 7 terminated
    host      INTEGER NOT NULL REFERENCES name (id),
    port      INTEGER REFERENCES name (id),     -- none: a routing failure
    via       INTEGER REFERENCES name (id),     -- the send port group
    cause     INTEGER,              -- why it is suspended: 0 held, 1 transport, 2 no address, 3 no handler,
                                    -- 4 routing failure, 5 loop, 6 by hand, 7 port deleted, 8 behind, 9 front taken
    priority  INTEGER NOT NULL,     -- 1 (highest) to 10
    blocks    INTEGER NOT NULL,     -- suspended, and what comes after it in its order waits
    lane      TEXT,                 -- within what its order is kept; none: in no order
    due       INTEGER,
    changed   INTEGER NOT NULL,
    server    INTEGER REFERENCES name (id),     -- of the host instance that has or had it
    attempts  INTEGER NOT NULL,
    tries     INTEGER NOT NULL,     -- attempts on its transport
    adapter   INTEGER REFERENCES name (id),
    address   INTEGER REFERENCES name (id),
    transport INTEGER NOT NULL,     -- 0 primary, 1 backup
    pending   INTEGER,              -- 1 suspend, 2 terminate: when it is let go
    detail    TEXT,                 -- JSON: why it is suspended
    service   INTEGER NOT NULL,     -- the first one that the service instance held
    created   INTEGER NOT NULL,
    matched   INTEGER,              -- 0 address, 1 filter
    ruling    INTEGER REFERENCES name (id),
    late      INTEGER NOT NULL,     -- not in the order of messages, so that only an index leads to it
    CONSTRAINT "the state is known" CHECK (state BETWEEN 0 AND 7),
    CONSTRAINT "what is suspended has a cause" CHECK (cause IS NOT NULL OR state NOT IN (4, 5))
) STRICT;

INSERT INTO instance_4
    SELECT i.id, i.message,
           CASE i.state WHEN 'ready to run' THEN 0 WHEN 'scheduled' THEN 1 WHEN 'active' THEN 2
               WHEN 'dehydrated' THEN 3 WHEN 'suspended (resumable)' THEN 4 WHEN 'suspended (not resumable)' THEN 5
               WHEN 'completed' THEN 6 WHEN 'terminated' THEN 7 END,
           h.id, p.id, v.id,
           CASE i.cause WHEN 'held' THEN 0 WHEN 'transport' THEN 1 WHEN 'no address' THEN 2 WHEN 'no handler' THEN 3
               WHEN 'routing failure' THEN 4 WHEN 'loop' THEN 5 WHEN 'by hand' THEN 6 WHEN 'port deleted' THEN 7
               WHEN 'behind' THEN 8 WHEN 'front taken' THEN 9 END,
           i.priority, i.blocks, i.lane, micros(i.due), micros(i.changed), s.id, i.attempts, i.tries, a.id, d.id,
           i.transport = 'backup',
           CASE i.pending WHEN 'resume' THEN 0 WHEN 'suspend' THEN 1 WHEN 'terminate' THEN 2 END,
           i.detail, i.service, micros(i.created), i.matched = 'filter', r.id,
           coalesce(i.message < max(i.message) OVER (ORDER BY i.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                    false)
    FROM instance AS i JOIN name AS h ON h.kind = 3 AND h.key = i.host_key
    LEFT JOIN name AS p ON p.kind = 1 AND p.key = i.port_key
    LEFT JOIN name AS v ON v.kind = 2 AND v.key = i.via_key
    LEFT JOIN name AS s ON s.kind = 4 AND s.key = folded(i.server)
    LEFT JOIN name AS a ON a.kind = 5 AND a.key = i.adapter
    LEFT JOIN name AS d ON d.kind = 6 AND d.key = i.address
    LEFT JOIN name AS r ON r.kind = 7 AND r.key = i.ruling
    ORDER BY i.id;

CREATE TEMP TABLE copies AS
    SELECT message, min(id) AS first, max(id) AS last FROM instance_4 WHERE NOT late GROUP BY message;
CREATE UNIQUE INDEX temp.copies_of ON copies (message);
INSERT INTO message_4
    SELECT m.id, micros(m.published), c.first, c.last, nullif(m.addressing, '{"Published":"Properties"}'),
           m.bound_to, m.context, m.body
    FROM message AS m LEFT JOIN copies AS c ON c.message = m.id ORDER BY m.id;
DROP TABLE temp.copies;

-- ---- What arrived at the destination of a port, counted from 1

CREATE TABLE arrival_4 (
    port     INTEGER NOT NULL REFERENCES name (id),
    number   INTEGER NOT NULL,
    instance INTEGER NOT NULL REFERENCES instance (id),
    message  INTEGER NOT NULL REFERENCES message (id),
    address  INTEGER REFERENCES name (id),
    time     INTEGER NOT NULL,
    PRIMARY KEY (port, number)
) STRICT, WITHOUT ROWID;

INSERT INTO arrival_4
    SELECT p.id, row_number() OVER (PARTITION BY a.port_key ORDER BY a.id), a.instance, a.message, d.id,
           micros(a.time)
    FROM arrival AS a JOIN name AS p ON p.kind = 1 AND p.key = a.port_key
    LEFT JOIN name AS d ON d.kind = 6 AND d.key = a.address;

-- ---- What happened, up to some dozens of facts in a row

CREATE TABLE event_4 (
    id   INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    json TEXT NOT NULL              -- {"time", "role", "audit", "facts"}; of an older version {"time", "role", "fact"}
) STRICT;

INSERT INTO event_4 SELECT id, coalesce(micros(time), 0), json FROM event;

-- From a message to the rows that may tell of it: a block are 16 messages.
CREATE TABLE event_about (
    block INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (block, event)
) STRICT, WITHOUT ROWID;

INSERT INTO event_about
    SELECT message >> 4, id FROM event WHERE message IS NOT NULL
    UNION SELECT other_message >> 4, id FROM event WHERE other_message IS NOT NULL;

-- ---- The new ones instead of the old ones

DROP TABLE tally;
DROP TABLE tally_address;
DROP TABLE tally_arrival;
DROP TABLE event;
DROP TABLE arrival;
DROP TABLE instance;
DROP TABLE message;
ALTER TABLE message_4 RENAME TO message;
ALTER TABLE instance_4 RENAME TO instance;
ALTER TABLE arrival_4 RENAME TO arrival;
ALTER TABLE event_4 RENAME TO event;

CREATE INDEX message_published ON message (published);

-- From a port or a group to messages, in their order.
CREATE INDEX instance_port ON instance (port, message);
CREATE INDEX instance_via ON instance (via, message) WHERE via IS NOT NULL;
CREATE INDEX instance_late ON instance (message) WHERE late = 1;
CREATE INDEX instance_terminated ON instance (message) WHERE state = 7;

-- The work queue of each host.
CREATE INDEX work_queue ON instance (host, priority, id) WHERE state = 0 AND lane IS NULL;
-- What keeps its turn in an order, and what of it is on its way.
CREATE INDEX lane ON instance (port, lane, id) WHERE lane IS NOT NULL AND (blocks OR state IN (0, 1, 2, 3));
CREATE INDEX lane_busy ON instance (port, lane) WHERE lane IS NOT NULL AND state IN (1, 2, 3);
CREATE INDEX instance_service ON instance (service, id) WHERE lane IS NOT NULL;
-- What happens by itself, in its order, and what was handed back.
CREATE INDEX instance_due ON instance (due, id) WHERE due IS NOT NULL AND state IN (1, 2, 3);
CREATE INDEX instance_asleep ON instance (state, due, id) WHERE state IN (1, 3);

-- The suspended queue. Only what is suspended pays for it.
CREATE INDEX suspended_by_age ON instance (id, state, cause, port, via, host, attempts, lane) WHERE state IN (4, 5);
CREATE INDEX suspended_queue ON instance (cause, port, via, id, lane) WHERE state IN (4, 5);
CREATE INDEX suspended_port ON instance (port, id) WHERE state IN (4, 5);
CREATE INDEX suspended_via ON instance (via, id) WHERE state IN (4, 5);
CREATE INDEX suspended_message ON instance (message, id) WHERE state IN (4, 5);
CREATE INDEX suspended_address ON instance (address, id) WHERE state IN (4, 5);
CREATE INDEX suspended_created ON instance (created, id) WHERE state IN (4, 5);
CREATE INDEX suspended_service ON instance (service, id, cause, state) WHERE lane IS NOT NULL AND state IN (4, 5);

-- ---- What is in the hands of host instances

-- What a host instance took at one time. A row goes when the last one of it is let go, so one that is named
-- here may not be Active any more; none is Active that is not named here.
CREATE TABLE in_hand (
    id        INTEGER PRIMARY KEY,
    instances TEXT NOT NULL         -- JSON: their ids
) STRICT;

INSERT INTO in_hand (instances)
    SELECT json_group_array(id) FROM instance WHERE state = 2 HAVING count(*) > 0;

-- ---- Counts, changed with every transaction, so that nobody counts rows; 0 stands for none

CREATE TABLE tally (
    port    INTEGER NOT NULL,
    via     INTEGER NOT NULL,
    host    INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    cause   INTEGER NOT NULL,       -- -1: none
    ordered INTEGER NOT NULL,       -- in an order of its port
    count   INTEGER NOT NULL,
    PRIMARY KEY (port, via, host, state, cause, ordered)
) STRICT, WITHOUT ROWID;

INSERT INTO tally
    SELECT coalesce(port, 0), coalesce(via, 0), host, state, coalesce(cause, -1), lane IS NOT NULL, count(*)
    FROM instance GROUP BY 1, 2, 3, 4, 5, 6;

-- Of what is suspended also where among all instances it is, so that any place in a long list is found
-- without walking to it: a block are 65536 ids.
CREATE TABLE tally_block (
    block    INTEGER NOT NULL,
    port     INTEGER NOT NULL,
    via      INTEGER NOT NULL,
    host     INTEGER NOT NULL,
    state    INTEGER NOT NULL,
    cause    INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    ordered  INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (block, port, via, host, state, cause, attempts, ordered)
) STRICT, WITHOUT ROWID;

INSERT INTO tally_block
    SELECT id >> 16, coalesce(port, 0), coalesce(via, 0), host, state, cause, attempts, lane IS NOT NULL, count(*)
    FROM instance WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TABLE tally_address (
    address INTEGER PRIMARY KEY,
    count   INTEGER NOT NULL        -- suspended instances that go there
) STRICT;

INSERT INTO tally_address
    SELECT address, count(*) FROM instance WHERE state IN (4, 5) AND address IS NOT NULL GROUP BY address;

-- Instances are older than those with lower ids: a clock was set back.
INSERT INTO setting (name, value)
    SELECT 'time went back', 'true' WHERE EXISTS (
        SELECT 1 FROM (SELECT created < max(created) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                              AS back FROM instance) WHERE back);

-- ---- For people

CREATE VIEW messages AS
    SELECT id, strftime('%Y-%m-%dT%H:%M:%fZ', published / 1e6, 'unixepoch') AS published,
           context ->> '$."BTS.MessageType".String' AS type,
           coalesce(addressing, '{"Published":"Properties"}') AS addressing, bound_to, context, body
    FROM message;

CREATE VIEW instances AS
    SELECT i.id, i.message, p.text AS port, v.text AS via,
           CASE i.matched WHEN 0 THEN 'address' WHEN 1 THEN 'filter' END AS matched, r.text AS ruling, h.text AS host,
           CASE i.state WHEN 0 THEN 'ready to run' WHEN 1 THEN 'scheduled' WHEN 2 THEN 'active'
               WHEN 3 THEN 'dehydrated' WHEN 4 THEN 'suspended (resumable)' WHEN 5 THEN 'suspended (not resumable)'
               WHEN 6 THEN 'completed' WHEN 7 THEN 'terminated' END AS state,
           CASE i.cause WHEN 0 THEN 'held' WHEN 1 THEN 'transport' WHEN 2 THEN 'no address' WHEN 3 THEN 'no handler'
               WHEN 4 THEN 'routing failure' WHEN 5 THEN 'loop' WHEN 6 THEN 'by hand' WHEN 7 THEN 'port deleted'
               WHEN 8 THEN 'behind' WHEN 9 THEN 'front taken' END AS cause,
           i.detail, coalesce(a.text, '') AS adapter, coalesce(d.text, '') AS address, i.priority, i.attempts,
           strftime('%Y-%m-%dT%H:%M:%fZ', i.created / 1e6, 'unixepoch') AS created,
           strftime('%Y-%m-%dT%H:%M:%fZ', i.changed / 1e6, 'unixepoch') AS changed,
           strftime('%Y-%m-%dT%H:%M:%fZ', i.due / 1e6, 'unixepoch') AS due,
           CASE i.transport WHEN 0 THEN 'primary' WHEN 1 THEN 'backup' END AS transport, i.tries, s.text AS server,
           CASE i.pending WHEN 0 THEN 'resume' WHEN 1 THEN 'suspend' WHEN 2 THEN 'terminate' END AS pending,
           i.service, i.lane, i.blocks
    FROM instance AS i LEFT JOIN name AS p ON p.id = i.port LEFT JOIN name AS v ON v.id = i.via
    LEFT JOIN name AS r ON r.id = i.ruling LEFT JOIN name AS h ON h.id = i.host
    LEFT JOIN name AS a ON a.id = i.adapter LEFT JOIN name AS d ON d.id = i.address
    LEFT JOIN name AS s ON s.id = i.server;

CREATE VIEW arrivals AS
    SELECT p.text AS port, a.number, coalesce(d.text, '') AS address, a.message, a.instance,
           strftime('%Y-%m-%dT%H:%M:%fZ', a.time / 1e6, 'unixepoch') AS time
    FROM arrival AS a LEFT JOIN name AS p ON p.id = a.port LEFT JOIN name AS d ON d.id = a.address;

-- One fact in a row, as JSON. What happens most often is written as a list:
-- ["P", message, type, addressing], ["R", message, instance, port, via, host, cell of the table of state combinations],
-- ["S", message, instance, port, address, server].
CREATE VIEW events AS
    SELECT e.id, f.key AS number, strftime('%Y-%m-%dT%H:%M:%fZ', e.time / 1e6, 'unixepoch') AS time,
           e.json ->> '$.role' AS role, e.json ->> '$.audit' AS audit,
           CASE CASE f.type WHEN 'array' THEN f.value ->> 0 END
               WHEN 'P' THEN json_object('Published', json_object('message', f.value ->> 1, 'message_type', f.value ->> 2,
                   'addressing', json(coalesce(f.value -> 3, '{"Published":"Properties"}'))))
               WHEN 'R' THEN json_object('Routed', json_object('message', f.value ->> 1, 'instance', f.value ->> 2,
                   'port', f.value ->> 3, 'via', f.value ->> 4, 'host', f.value ->> 5, 'cell', f.value ->> 6))
               WHEN 'S' THEN json_object('Sent', json_object('message', f.value ->> 1, 'instance', f.value ->> 2,
                   'port', f.value ->> 3, 'address', f.value ->> 4, 'server', f.value ->> 5))
               ELSE f.value END AS fact
    FROM event AS e, json_each(iif(json_valid(e.json), e.json, '{}'), '$.facts') AS f
    UNION ALL
    SELECT id, 0, strftime('%Y-%m-%dT%H:%M:%fZ', time / 1e6, 'unixepoch'), json ->> '$.role', json ->> '$.audit',
           json -> '$.fact'
    FROM event WHERE json_valid(json) AND json -> '$.fact' IS NOT NULL;

CREATE VIEW counts AS
    SELECT p.text AS port, v.text AS via, h.text AS host,
           CASE t.state WHEN 0 THEN 'ready to run' WHEN 1 THEN 'scheduled' WHEN 2 THEN 'active'
               WHEN 3 THEN 'dehydrated' WHEN 4 THEN 'suspended (resumable)' WHEN 5 THEN 'suspended (not resumable)'
               WHEN 6 THEN 'completed' WHEN 7 THEN 'terminated' END AS state,
           t.ordered, sum(t.count) AS count
    FROM tally AS t LEFT JOIN name AS p ON p.id = t.port LEFT JOIN name AS v ON v.id = t.via
    LEFT JOIN name AS h ON h.id = t.host
    WHERE t.count <> 0 GROUP BY t.port, t.via, t.host, t.state, t.ordered;
