-- Audit events, each chained to the one before it by its hash (docs/audit.md). What is absent is the empty text. The head of
-- a chain is kept apart from its events, so that a trail cut short is noticed; its row is the lock under which events are
-- numbered. Events of earlier versions are chained by the program when it opens the database.

ALTER TABLE audit_events RENAME TO unchained_audit_events;
DROP INDEX audit_events_of_organization;

CREATE TABLE audit_events (
    chain             TEXT    NOT NULL,
    seq               INTEGER NOT NULL,
    previous_hash     BLOB    NOT NULL CHECK (length(previous_hash) = 32),
    hash              BLOB    NOT NULL CHECK (length(hash) = 32),
    id                TEXT    NOT NULL,
    at                INTEGER NOT NULL,
    actor_kind        TEXT    NOT NULL,
    actor_id          TEXT    NOT NULL,
    actor_name        TEXT    NOT NULL,
    actor_confined_to TEXT    NOT NULL,
    address           TEXT    NOT NULL,
    request_id        TEXT    NOT NULL,
    user_agent        TEXT    NOT NULL,
    action            TEXT    NOT NULL,
    subject_kind      TEXT    NOT NULL,
    subject_id        TEXT    NOT NULL,
    subject_name      TEXT    NOT NULL,
    changes           TEXT    NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_events_of_subject ON audit_events (chain, subject_id, seq);

CREATE TABLE audit_heads (
    chain TEXT    NOT NULL PRIMARY KEY,
    seq   INTEGER NOT NULL,
    hash  BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
