-- The MessageBox of Sendport, format 8.
--
-- Small bodies of messages that were published together stand together in one row, which fills whole pages: in
-- the rows of their messages three of 1 KiB would share a page and leave a part of it empty.

CREATE TABLE bodies (
    id   INTEGER PRIMARY KEY,
    text BLOB NOT NULL          -- in UTF-8, one after the other
) STRICT;

-- Where there is no part, the body stands in the row itself; else nothing does.
ALTER TABLE message ADD COLUMN part_of INTEGER REFERENCES bodies (id);
ALTER TABLE message ADD COLUMN part_from INTEGER;    -- in bytes
ALTER TABLE message ADD COLUMN part_length INTEGER;  -- in bytes

DROP VIEW messages;

CREATE VIEW messages AS
    SELECT id, strftime('%Y-%m-%dT%H:%M:%fZ', published / 1e6, 'unixepoch') AS published,
           context ->> '$."BTS.MessageType".String' AS type,
           coalesce(addressing, '{"Published":"Properties"}') AS addressing, bound_to, context,
           CASE WHEN part_of IS NULL THEN body
               ELSE (SELECT CAST(substr(b.text, part_from + 1, part_length) AS TEXT) FROM bodies AS b
                     WHERE b.id = part_of)
           END AS body
    FROM message;

-- One fact in a row, as JSON. What happens most often is written as a list, and what several facts of a row have in
-- common stands in "alike":
-- ["p", message, n] with [type, addressing], ["r", message, instance, n] with [port, via, host, cell],
-- ["s", message, instance, n] with [port, address, server]. With capital letters it stands in the list itself.
DROP VIEW events;

CREATE VIEW events AS
    SELECT id, number, time, role, audit,
           CASE lower(kind)
               WHEN 'p' THEN json_object('Published', json_object('message', fact ->> 1, 'message_type', alike ->> 0,
                   'addressing', json(coalesce(nullif(alike -> 1, 'null'), '{"Published":"Properties"}'))))
               WHEN 'r' THEN json_object('Routed', json_object('message', fact ->> 1, 'instance', fact ->> 2,
                   'port', alike ->> 0, 'via', alike ->> 1, 'host', alike ->> 2, 'cell', alike ->> 3))
               WHEN 's' THEN json_object('Sent', json_object('message', fact ->> 1, 'instance', fact ->> 2,
                   'port', alike ->> 0, 'address', alike ->> 1, 'server', alike ->> 2))
               ELSE fact END AS fact
    FROM (
        SELECT e.id, f.key AS number, strftime('%Y-%m-%dT%H:%M:%fZ', e.time / 1e6, 'unixepoch') AS time,
               e.json ->> '$.role' AS role, e.json ->> '$.audit' AS audit, f.value AS fact,
               CASE f.type WHEN 'array' THEN f.value ->> 0 END AS kind,
               CASE f.type WHEN 'array' THEN CASE f.value ->> 0
                   WHEN 'p' THEN e.json -> ('$.alike[' || (f.value ->> 2) || ']')
                   WHEN 'r' THEN e.json -> ('$.alike[' || (f.value ->> 3) || ']')
                   WHEN 's' THEN e.json -> ('$.alike[' || (f.value ->> 3) || ']')
                   WHEN 'P' THEN json_remove(f.value, '$[0]', '$[0]')
                   ELSE json_remove(f.value, '$[0]', '$[0]', '$[0]')
               END END AS alike
        FROM event AS e, json_each(iif(json_valid(e.json), e.json, '{}'), '$.facts') AS f
    )
    UNION ALL
    SELECT id, 0, strftime('%Y-%m-%dT%H:%M:%fZ', time / 1e6, 'unixepoch'), json ->> '$.role', json ->> '$.audit',
           json -> '$.fact'
    FROM event WHERE json_valid(json) AND json -> '$.fact' IS NOT NULL;
