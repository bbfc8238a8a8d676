-- Calls that carry an Idempotency-Key: in progress until there is a status. No secret is ever in a body that is kept, and
-- neither the key nor the request is kept but as digests.

CREATE TABLE idempotent_calls (
    actor_id    TEXT COLLATE "C" NOT NULL,
    key_digest  TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    claim       TEXT COLLATE "C" NOT NULL,
    ends_at     BIGINT NOT NULL,
    status      INTEGER,
    location    TEXT COLLATE "C",
    etag        TEXT COLLATE "C",
    body        TEXT COLLATE "C",
    PRIMARY KEY (actor_id, key_digest)
);

CREATE INDEX idempotent_calls_end ON idempotent_calls (ends_at);
