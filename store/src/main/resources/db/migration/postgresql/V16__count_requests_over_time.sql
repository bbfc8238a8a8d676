-- How many requests came in a minute, an hour and a day, what became of them, and how long answers took to begin: for
-- each route, and for each key. `span` is in seconds, `began_at` in milliseconds since 1970; `latency` is a bucket, or -1.

CREATE TABLE traffic (
    organization_id TEXT COLLATE "C" NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL CHECK (kind IN ('route', 'key')),
    span            INTEGER NOT NULL,
    began_at        BIGINT NOT NULL,
    subject         TEXT COLLATE "C" NOT NULL,
    outcome         TEXT COLLATE "C" NOT NULL,
    reason          TEXT COLLATE "C" NOT NULL,
    latency         INTEGER NOT NULL,
    requests        BIGINT NOT NULL CHECK (requests > 0),
    PRIMARY KEY (organization_id, kind, span, began_at, subject, outcome, reason, latency)
) WITH (fillfactor = 70);

-- The denials of one key, the newest first: requests are named in the order of time.
CREATE INDEX denials_of_keys ON denials (organization_id, key_id, request_id) WHERE key_id IS NOT NULL;
