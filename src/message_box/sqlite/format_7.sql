-- The MessageBox of Sendport, format 7.
--
-- When messages were published is told once of all that were published together, instead of by an index that has
-- each of them.

CREATE TABLE published (
    time  INTEGER NOT NULL,     -- microseconds since 1970
    first INTEGER NOT NULL REFERENCES message (id),
    last  INTEGER NOT NULL,     -- and all between them
    PRIMARY KEY (time, first)
) STRICT, WITHOUT ROWID;

INSERT INTO published
    SELECT published, min(id), max(id)
    FROM (
        SELECT published, id, id - row_number() OVER (PARTITION BY published ORDER BY id) AS run
        FROM message INDEXED BY message_published
    )
    GROUP BY published, run;

DROP INDEX message_published;
