-- Calls that carry an Idempotency-Key: in progress until there is a status. No secret is ever in a body that is kept, and
-- neither the key nor the request is kept but as digests.

CREATE TABLE idempotent_calls (
    actor_id    TEXT NOT NULL,
    key_digest  TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    claim       TEXT NOT NULL,
    ends_at     INTEGER NOT NULL,
    status      INTEGER,
    location    TEXT,
    etag        TEXT,
    body        TEXT,
    PRIMARY KEY (actor_id, key_digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotent_calls_end ON idempotent_calls (ends_at);
