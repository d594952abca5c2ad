-- The MessageBox of Sendport, format 6.
--
-- What is suspended is counted by its address together with all that lists are filtered by, and by block without
-- its port, so that any place in a list is found without walking to it and without adding up much. The
-- indexes that lists are read from have all that they are filtered by.

DROP TABLE tally_address;
DROP INDEX suspended_address;
DROP INDEX suspended_port;
DROP INDEX suspended_via;

CREATE INDEX suspended_address ON apart (address, id, state, cause, port, via, host, lane) WHERE state IN (4, 5);
CREATE INDEX suspended_port ON apart (port, id, state, cause, via, host, attempts, lane, address) WHERE state IN (4, 5);
CREATE INDEX suspended_via ON apart (via, id, state, cause, port, host, lane) WHERE state IN (4, 5);

-- As before, of 32768 ids.
DROP TABLE tally_block;

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
    SELECT id >> 15, coalesce(port, 0), coalesce(via, 0), host, state, cause, attempts, lane IS NOT NULL, count(*)
    FROM apart WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE INDEX tally_block_port ON tally_block (port, block);

-- 0 stands for none.
CREATE TABLE tally_address (
    address INTEGER NOT NULL,
    port    INTEGER NOT NULL,
    via     INTEGER NOT NULL,
    host    INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    cause   INTEGER NOT NULL,
    ordered INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (address, port, via, host, state, cause, ordered)
) STRICT, WITHOUT ROWID;

INSERT INTO tally_address
    SELECT coalesce(address, 0), coalesce(port, 0), coalesce(via, 0), host, state, cause, lane IS NOT NULL, count(*)
    FROM apart WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- Likewise by block. Asked for one address only, and only where it has many.
CREATE TABLE tally_address_block (
    address INTEGER NOT NULL,
    block   INTEGER NOT NULL,
    port    INTEGER NOT NULL,
    via     INTEGER NOT NULL,
    host    INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    cause   INTEGER NOT NULL,
    ordered INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (address, block, port, via, host, state, cause, ordered)
) STRICT, WITHOUT ROWID;

INSERT INTO tally_address_block
    SELECT coalesce(address, 0), id >> 15, coalesce(port, 0), coalesce(via, 0), host, state, cause, lane IS NOT NULL,
           count(*)
    FROM apart WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TABLE tally_place (
    block    INTEGER NOT NULL,
    via      INTEGER NOT NULL,
    host     INTEGER NOT NULL,
    state    INTEGER NOT NULL,
    cause    INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    ordered  INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (block, via, host, state, cause, attempts, ordered)
) STRICT, WITHOUT ROWID;

INSERT INTO tally_place
    SELECT block, via, host, state, cause, attempts, ordered, sum(count) FROM tally_block GROUP BY 1, 2, 3, 4, 5, 6, 7;
