-- The MessageBox of Sendport, format 2.

-- ---- Messages and what happened to them

-- An event knows the message that it is about, and the one from which that came: the request of a
-- response, the message that was resubmitted.
ALTER TABLE event ADD COLUMN message INTEGER;
ALTER TABLE event ADD COLUMN other_message INTEGER;

-- Until now that stood in the JSON only. What is no JSON is about no message.
UPDATE event SET
    message = coalesce(
        json ->> '$.fact.Published.message', json ->> '$.fact.Routed.message',
        json ->> '$.fact.RoutingFailure.message', json ->> '$.fact.Sent.message',
        json ->> '$.fact.SendFailed.message', json ->> '$.fact.Suspended.message',
        json ->> '$.fact.Resumed.message', json ->> '$.fact.Terminated.message',
        json ->> '$.fact.Responded.response', json ->> '$.fact.Resubmitted.to'),
    other_message = coalesce(json ->> '$.fact.Responded.request', json ->> '$.fact.Resubmitted.from')
    WHERE CASE WHEN json_valid(json) THEN json_type(json, '$.fact') = 'object' ELSE false END;

CREATE INDEX event_message ON event (message, id) WHERE message IS NOT NULL;
CREATE INDEX event_other_message ON event (other_message, id) WHERE other_message IS NOT NULL;

CREATE INDEX message_published ON message (published);

-- From a port, a group or an outcome to messages, in their order. What has completed needs none:
-- most has.
CREATE INDEX instance_port_message ON instance (port_key, message);
CREATE INDEX instance_via_message ON instance (via_key, message) WHERE via_key IS NOT NULL;
CREATE INDEX instance_suspended ON instance (message)
    WHERE state IN ('suspended (resumable)', 'suspended (not resumable)');
CREATE INDEX instance_waiting ON instance (message)
    WHERE state IN ('ready to run', 'scheduled', 'active', 'dehydrated');
CREATE INDEX instance_terminated ON instance (message) WHERE state = 'terminated';

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
