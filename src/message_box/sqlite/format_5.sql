-- The MessageBox of Sendport, format 5.
--
-- Copies of messages that go their ordinary way stand 64 in a row, and what is counted waits in one row until it
-- is much. The views at the end say everything as before: instance, arrival, tally, exercised for those who know
-- the tables of format 4; messages, instances, arrivals, events, counts in words.

DROP VIEW instances;
DROP VIEW arrivals;
DROP VIEW counts;

-- ---- Instances with a row of their own: what is suspended, retried, scheduled, in an order, or came late

ALTER TABLE instance RENAME TO apart;

-- ---- The ordinary copies

-- Which way copies go; 0 stands for none.
CREATE TABLE way (
    id       INTEGER PRIMARY KEY,
    port     INTEGER NOT NULL,
    via      INTEGER NOT NULL,
    host     INTEGER NOT NULL,
    adapter  INTEGER NOT NULL,
    address  INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    matched  INTEGER NOT NULL,      -- 0 address, 1 filter, -1 none
    ruling   INTEGER NOT NULL
) STRICT;

CREATE INDEX way_of ON way (port, address, host);
CREATE INDEX way_host ON way (host, priority);

-- Instances 64 * id to 64 * id + 63, as far as they are ordinary.
CREATE TABLE packed (
    id      INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,       -- that of the first one
    time    INTEGER NOT NULL,       -- when the first one was made
    copies  TEXT NOT NULL,          -- JSON, by copy: place in the block, message (counted from that of the first one),
                                    -- way, state, made (from time), changed (from then), server, attempts, number
                                    -- among the arrivals of its port
    events  TEXT NOT NULL,          -- JSON: the rows of events that may tell of their messages, the first one and
                                    -- by how much each further one is greater
    pending TEXT                    -- of the last row only, which is no block: what is counted and waits, see below
) STRICT;

-- It is written with nearly every block, and mostly stands on the same page as the last one.
INSERT INTO packed (id, message, time, copies, events, pending)
    VALUES (9223372036854775807, 0, 0, '[]', '[]', '{"tally":[],"exercised":[],"arrived":[]}');

-- In which blocks a port has something; a group; what is ready to run or active (and some others).
CREATE TABLE place (
    port  INTEGER NOT NULL,
    block INTEGER NOT NULL,
    PRIMARY KEY (port, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_via (
    via   INTEGER NOT NULL,
    block INTEGER NOT NULL,
    PRIMARY KEY (via, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
    host     INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    block    INTEGER NOT NULL,
    PRIMARY KEY (host, priority, block)
) STRICT, WITHOUT ROWID;

CREATE INDEX work_block ON work (block);

CREATE VIEW unpacked AS
    SELECT p.id AS block, (p.id << 6) + (c.value ->> 0) AS id, p.message + (c.value ->> 1) AS message,
           c.value ->> 3 AS state, w.host, w.port, nullif(w.via, 0) AS via, NULL AS cause, w.priority, 0 AS blocks,
           NULL AS lane, NULL AS due, p.time + (c.value ->> 4) + (c.value ->> 5) AS changed,
           nullif(c.value ->> 6, 0) AS server, c.value ->> 7 AS attempts, c.value ->> 7 AS tries,
           nullif(w.adapter, 0) AS adapter, nullif(w.address, 0) AS address, 0 AS transport, NULL AS pending,
           NULL AS detail, (p.id << 6) + (c.value ->> 0) AS service, p.time + (c.value ->> 4) AS created,
           nullif(w.matched, -1) AS matched, nullif(w.ruling, 0) AS ruling, 0 AS late, c.value ->> 8 AS arrival
    FROM packed AS p, json_each(p.copies) AS c JOIN way AS w ON w.id = c.value ->> 2;

CREATE VIEW instance AS
    SELECT id, message, state, host, port, via, cause, priority, blocks, lane, due, changed, server, attempts, tries,
           adapter, address, transport, pending, detail, service, created, matched, ruling, late FROM apart
    UNION ALL
    SELECT id, message, state, host, port, via, cause, priority, blocks, lane, due, changed, server, attempts, tries,
           adapter, address, transport, pending, detail, service, created, matched, ruling, late FROM unpacked;

-- ---- What arrived, where the packed copy does not say it

CREATE TABLE arrival_apart (
    port     INTEGER NOT NULL REFERENCES name (id),
    number   INTEGER NOT NULL,
    instance INTEGER NOT NULL,
    message  INTEGER NOT NULL REFERENCES message (id),
    address  INTEGER REFERENCES name (id),
    time     INTEGER NOT NULL,
    PRIMARY KEY (port, number)
) STRICT, WITHOUT ROWID;

INSERT INTO arrival_apart SELECT port, number, instance, message, address, time FROM arrival ORDER BY port, number;

CREATE TABLE arrived_kept (
    port  INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    first INTEGER NOT NULL,         -- the packed copies that say so of themselves are among the instances from here
    last  INTEGER NOT NULL          -- to here; 0: there is none
) STRICT;

INSERT INTO arrived_kept SELECT port, max(number), 0, 0 FROM arrival GROUP BY port;

DROP TABLE arrival;

CREATE VIEW arrival AS
    SELECT port, number, instance, message, address, time FROM arrival_apart
    UNION ALL
    SELECT port, arrival, id, message, address, changed FROM unpacked WHERE arrival > 0;

-- ---- Counts: what waits, and where it is added when it is much. In the last row of packed are lists of rows of
-- tally_kept and exercised_kept that are to be added, and of rows of arrived_kept that count instead of those there.

ALTER TABLE tally RENAME TO tally_kept;
ALTER TABLE exercised RENAME TO exercised_kept;

CREATE VIEW tally AS
    SELECT port, via, host, state, cause, ordered, sum(count) AS count FROM (
        SELECT port, via, host, state, cause, ordered, count FROM tally_kept
        UNION ALL
        SELECT c.value ->> 0, c.value ->> 1, c.value ->> 2, c.value ->> 3, c.value ->> 4, c.value ->> 5, c.value ->> 6
        FROM packed AS p, json_each(p.pending, '$.tally') AS c
        WHERE p.id = 9223372036854775807)
    GROUP BY port, via, host, state, cause, ordered;

-- The first one is that which was added first.
CREATE VIEW exercised AS
    SELECT cell, sum(count) AS count, first, time, min(waits) AS waits FROM (
        SELECT cell, count, first, time, 0 AS waits FROM exercised_kept
        UNION ALL
        SELECT c.value ->> 0, c.value ->> 1, c.value ->> 2, c.value ->> 3, 1
        FROM packed AS p, json_each(p.pending, '$.exercised') AS c
        WHERE p.id = 9223372036854775807)
    GROUP BY cell;

CREATE VIEW arrived AS
    SELECT port, count, first, last FROM arrived_kept
    WHERE port NOT IN (
        SELECT c.value ->> 0 FROM packed AS p, json_each(p.pending, '$.arrived') AS c
        WHERE p.id = 9223372036854775807)
    UNION ALL
    SELECT c.value ->> 0, c.value ->> 1, c.value ->> 2, c.value ->> 3
    FROM packed AS p, json_each(p.pending, '$.arrived') AS c
    WHERE p.id = 9223372036854775807;

-- ---- For people

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

CREATE VIEW counts AS
    SELECT p.text AS port, v.text AS via, h.text AS host,
           CASE t.state WHEN 0 THEN 'ready to run' WHEN 1 THEN 'scheduled' WHEN 2 THEN 'active'
               WHEN 3 THEN 'dehydrated' WHEN 4 THEN 'suspended (resumable)' WHEN 5 THEN 'suspended (not resumable)'
               WHEN 6 THEN 'completed' WHEN 7 THEN 'terminated' END AS state,
           t.ordered, sum(t.count) AS count
    FROM tally AS t LEFT JOIN name AS p ON p.id = t.port LEFT JOIN name AS v ON v.id = t.via
    LEFT JOIN name AS h ON h.id = t.host
    WHERE t.count <> 0 GROUP BY t.port, t.via, t.host, t.state, t.ordered;
