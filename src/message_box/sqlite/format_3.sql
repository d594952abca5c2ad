-- The MessageBox of Sendport, format 3.

-- ---- What host instances do with a service instance

ALTER TABLE instance ADD COLUMN transport TEXT NOT NULL DEFAULT 'primary';  -- primary, backup
ALTER TABLE instance ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;           -- attempts on that transport
ALTER TABLE instance ADD COLUMN server TEXT;                                -- of the host instance that has or had it
ALTER TABLE instance ADD COLUMN pending TEXT;                               -- suspend, terminate: when it is let go
-- Ordered delivery: the messages that one service instance holds have the number of the first of them.
ALTER TABLE instance ADD COLUMN service INTEGER NOT NULL DEFAULT 0;
UPDATE instance SET service = id;
-- Within what the order is kept; none: in no order. Static ports have one order, called ''.
ALTER TABLE instance ADD COLUMN lane TEXT;
-- Suspended, and what comes after it waits.
ALTER TABLE instance ADD COLUMN blocks INTEGER NOT NULL DEFAULT 0;

DROP INDEX work_queue;
CREATE INDEX work_queue ON instance (host_key, priority, id) WHERE state = 'ready to run' AND lane IS NULL;
-- What keeps its turn in an order, and what of it is on its way.
CREATE INDEX lane ON instance (port_key, lane, id)
    WHERE lane IS NOT NULL AND (blocks OR state IN ('ready to run', 'scheduled', 'active', 'dehydrated'));
CREATE INDEX lane_busy ON instance (port_key, lane)
    WHERE lane IS NOT NULL AND state IN ('scheduled', 'active', 'dehydrated');
CREATE INDEX instance_service ON instance (service, id) WHERE lane IS NOT NULL;
-- What happens by itself, in its order.
CREATE INDEX instance_due ON instance (due, id)
    WHERE due IS NOT NULL AND state IN ('scheduled', 'active', 'dehydrated');

-- ---- What is remembered from one run to the next

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,         -- clock
    value TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;

-- What a document that is opened asks for first, kept beside the rows with every change of them, in
-- the same transaction: however many rows there are, nobody counts them.

-- What is in the hands of a host instance or was handed back.
CREATE INDEX instance_in_hand ON instance (state, due, id) WHERE state IN ('scheduled', 'active', 'dehydrated');

CREATE TABLE tally (
    port_key TEXT NOT NULL,         -- '': a routing failure
    via_key  TEXT NOT NULL,         -- '': none
    host_key TEXT NOT NULL,
    state    TEXT NOT NULL,
    cause    TEXT NOT NULL,         -- '': none
    ordered  INTEGER NOT NULL,      -- in an order of its port
    port     TEXT,
    via      TEXT,
    host     TEXT NOT NULL,
    count    INTEGER NOT NULL,      -- instances; those with 0 are no more
    PRIMARY KEY (port_key, via_key, host_key, state, cause, ordered)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_address (
    address TEXT PRIMARY KEY,
    count   INTEGER NOT NULL        -- suspended instances that go there
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_arrival (
    port_key TEXT PRIMARY KEY,
    port     TEXT NOT NULL,
    count    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tally
    SELECT coalesce(port_key, ''), coalesce(via_key, ''), host_key, state, coalesce(cause, ''), lane IS NOT NULL,
           port, via, host, count(*)
    FROM instance GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tally_address
    SELECT address, count(*) FROM instance
    WHERE state IN ('suspended (resumable)', 'suspended (not resumable)') AND address <> '' GROUP BY address;
INSERT INTO tally_arrival SELECT port_key, port, count(*) FROM arrival GROUP BY port_key;

CREATE TRIGGER tally_add AFTER INSERT ON instance BEGIN
    INSERT INTO tally (port_key, via_key, host_key, state, cause, ordered, port, via, host, count)
    VALUES (coalesce(new.port_key, ''), coalesce(new.via_key, ''), new.host_key, new.state, coalesce(new.cause, ''),
            new.lane IS NOT NULL, new.port, new.via, new.host, 1)
    ON CONFLICT DO UPDATE SET count = count + 1, port = excluded.port, via = excluded.via, host = excluded.host;
END;
CREATE TRIGGER tally_move AFTER UPDATE OF port, via, host, state, cause, lane ON instance
WHEN old.state <> new.state OR old.cause IS NOT new.cause OR old.host <> new.host OR old.port IS NOT new.port
     OR old.via IS NOT new.via OR (old.lane IS NULL) <> (new.lane IS NULL)
BEGIN
    UPDATE tally SET count = count - 1
    WHERE port_key = coalesce(old.port_key, '') AND via_key = coalesce(old.via_key, '') AND host_key = old.host_key
          AND state = old.state AND cause = coalesce(old.cause, '') AND ordered = (old.lane IS NOT NULL);
    INSERT INTO tally (port_key, via_key, host_key, state, cause, ordered, port, via, host, count)
    VALUES (coalesce(new.port_key, ''), coalesce(new.via_key, ''), new.host_key, new.state, coalesce(new.cause, ''),
            new.lane IS NOT NULL, new.port, new.via, new.host, 1)
    ON CONFLICT DO UPDATE SET count = count + 1, port = excluded.port, via = excluded.via, host = excluded.host;
END;
CREATE TRIGGER tally_remove AFTER DELETE ON instance BEGIN
    UPDATE tally SET count = count - 1
    WHERE port_key = coalesce(old.port_key, '') AND via_key = coalesce(old.via_key, '') AND host_key = old.host_key
          AND state = old.state AND cause = coalesce(old.cause, '') AND ordered = (old.lane IS NOT NULL);
END;

CREATE TRIGGER tally_address_add AFTER INSERT ON instance
WHEN new.address <> '' AND new.state IN ('suspended (resumable)', 'suspended (not resumable)')
BEGIN
    INSERT INTO tally_address (address, count) VALUES (new.address, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_address_in AFTER UPDATE OF state, address ON instance
WHEN new.address <> '' AND new.state IN ('suspended (resumable)', 'suspended (not resumable)')
     AND (old.address <> new.address OR old.state NOT IN ('suspended (resumable)', 'suspended (not resumable)'))
BEGIN
    INSERT INTO tally_address (address, count) VALUES (new.address, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_address_out AFTER UPDATE OF state, address ON instance
WHEN old.address <> '' AND old.state IN ('suspended (resumable)', 'suspended (not resumable)')
     AND (old.address <> new.address OR new.state NOT IN ('suspended (resumable)', 'suspended (not resumable)'))
BEGIN
    UPDATE tally_address SET count = count - 1 WHERE address = old.address;
    DELETE FROM tally_address WHERE address = old.address AND count = 0;
END;
CREATE TRIGGER tally_address_remove AFTER DELETE ON instance
WHEN old.address <> '' AND old.state IN ('suspended (resumable)', 'suspended (not resumable)')
BEGIN
    UPDATE tally_address SET count = count - 1 WHERE address = old.address;
    DELETE FROM tally_address WHERE address = old.address AND count = 0;
END;

CREATE TRIGGER tally_arrival_add AFTER INSERT ON arrival BEGIN
    INSERT INTO tally_arrival (port_key, port, count) VALUES (new.port_key, new.port, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_arrival_move AFTER UPDATE OF port ON arrival WHEN old.port <> new.port BEGIN
    UPDATE tally_arrival SET count = count - 1 WHERE port_key = old.port_key;
    INSERT INTO tally_arrival (port_key, port, count) VALUES (new.port_key, new.port, 1)
    ON CONFLICT DO UPDATE SET count = count + 1, port = excluded.port;
END;
CREATE TRIGGER tally_arrival_remove AFTER DELETE ON arrival BEGIN
    UPDATE tally_arrival SET count = count - 1 WHERE port_key = old.port_key;
END;

-- ---- Message Queuing: what is sent for its send adapter, and has not arrived

CREATE TABLE outgoing (
    instance  INTEGER PRIMARY KEY REFERENCES instance (id),
    message   INTEGER NOT NULL REFERENCES message (id),
    owner     TEXT NOT NULL,        -- a server or a clustered host
    owner_key TEXT NOT NULL,
    clustered INTEGER NOT NULL,
    port      TEXT NOT NULL,
    port_key  TEXT NOT NULL,
    transport TEXT NOT NULL,        -- primary, backup
    address   TEXT NOT NULL,
    since     TEXT NOT NULL
) STRICT;

CREATE INDEX outgoing_queue ON outgoing (owner_key, clustered, port_key, transport, since, instance);
