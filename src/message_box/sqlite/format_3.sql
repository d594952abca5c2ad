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
