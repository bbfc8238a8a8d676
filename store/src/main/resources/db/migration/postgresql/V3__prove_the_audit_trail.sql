-- Audit events, each chained to the one before it by its hash (docs/audit.md). What is absent is the empty text. The head of
-- a chain is kept apart from its events, so that a trail cut short is noticed; its row is the lock under which events are
-- numbered. Events of earlier versions are chained by the program when it opens the database.

ALTER TABLE audit_events RENAME TO unchained_audit_events;
DROP INDEX audit_events_of_organization;
ALTER INDEX audit_events_pkey RENAME TO unchained_audit_events_pkey;

CREATE TABLE audit_events (
    chain             TEXT COLLATE "C" NOT NULL,
    seq               BIGINT           NOT NULL,
    previous_hash     BYTEA            NOT NULL CHECK (octet_length(previous_hash) = 32),
    hash              BYTEA            NOT NULL CHECK (octet_length(hash) = 32),
    id                TEXT COLLATE "C" NOT NULL,
    at                BIGINT           NOT NULL,
    actor_kind        TEXT COLLATE "C" NOT NULL,
    actor_id          TEXT COLLATE "C" NOT NULL,
    actor_name        TEXT COLLATE "C" NOT NULL,
    actor_confined_to TEXT COLLATE "C" NOT NULL,
    address           TEXT COLLATE "C" NOT NULL,
    request_id        TEXT COLLATE "C" NOT NULL,
    user_agent        TEXT COLLATE "C" NOT NULL,
    action            TEXT COLLATE "C" NOT NULL,
    subject_kind      TEXT COLLATE "C" NOT NULL,
    subject_id        TEXT COLLATE "C" NOT NULL,
    subject_name      TEXT COLLATE "C" NOT NULL,
    changes           TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (chain, seq)
);

CREATE INDEX audit_events_of_subject ON audit_events (chain, subject_id, seq);

CREATE TABLE audit_heads (
    chain TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    seq   BIGINT           NOT NULL,
    hash  BYTEA            NOT NULL CHECK (octet_length(hash) = 32)
) WITH (fillfactor = 10);
