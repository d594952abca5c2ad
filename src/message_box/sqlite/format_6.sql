-- The MessageBox of Sendport, format 6.
--
-- What is suspended is counted by its address together with all that lists are filtered by, so that any place in
-- a list by address is found without walking to it.

DROP TABLE tally_address;
DROP INDEX suspended_address;

CREATE INDEX suspended_address ON apart (address, id, state, cause, port, via, host, lane) WHERE state IN (4, 5);

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

-- Likewise by block: 65536 ids. Asked for one address only, and only where it has many.
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
    SELECT coalesce(address, 0), id >> 16, coalesce(port, 0), coalesce(via, 0), host, state, cause, lane IS NOT NULL,
           count(*)
    FROM apart WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
