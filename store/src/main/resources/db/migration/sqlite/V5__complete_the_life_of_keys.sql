-- What a key's whole life needs: descriptions, secrets that were replaced, where keys were used from, what organizations
-- allow, and the indexes by which a million keys are searched and sorted.

ALTER TABLE api_keys ADD COLUMN description TEXT;
ALTER TABLE api_keys ADD COLUMN terms TEXT;

-- What keys are found by; see SearchTerms. The column terms of api_keys holds the same, a line each; it is NULL where an
-- older program wrote the row, which the next start makes up for.
CREATE TABLE key_terms (
    organization_id TEXT NOT NULL,
    term            TEXT NOT NULL,
    key_id          TEXT NOT NULL,
    PRIMARY KEY (organization_id, term, key_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_without_terms ON api_keys (id) WHERE terms IS NULL;
CREATE INDEX api_keys_public_id ON api_keys (public_id);
CREATE INDEX api_keys_mask ON api_keys (organization_id, mask);
CREATE INDEX api_keys_by_name ON api_keys (organization_id, name, id) WHERE deleted_at IS NULL;
CREATE INDEX api_keys_by_expiry ON api_keys (organization_id, coalesce(expires_at, 9223372036854775807), id)
    WHERE deleted_at IS NULL;

-- A row for every key from its beginning: a key that was never used is so at time 0. So one index sorts all of them.
ALTER TABLE key_usage ADD COLUMN organization_id TEXT;
ALTER TABLE key_usage ADD COLUMN last_address TEXT;

INSERT INTO key_usage (key_id, organization_id, requests, last_used_at)
SELECT id, organization_id, 0, 0 FROM api_keys WHERE true
ON CONFLICT (key_id) DO UPDATE SET organization_id = excluded.organization_id;

CREATE INDEX key_usage_by_time ON key_usage (organization_id, last_used_at, key_id);

-- Secrets in whose place another was put, kept for as long as the key's row, so that a leaked one can be told.
CREATE TABLE replaced_secrets (
    digest         BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    key_id         TEXT NOT NULL REFERENCES api_keys (id),
    pepper_id      INTEGER NOT NULL,
    mask           TEXT NOT NULL,
    replaced_at    INTEGER NOT NULL,
    accepted_until INTEGER NOT NULL
) STRICT;

CREATE INDEX replaced_secrets_by_time ON replaced_secrets (key_id, replaced_at);
CREATE INDEX replaced_secrets_end ON replaced_secrets (accepted_until);
CREATE INDEX replaced_secrets_mask ON replaced_secrets (mask);

-- No foreign key: counting must never wait.
CREATE TABLE replaced_secret_usage (
    digest       BLOB NOT NULL PRIMARY KEY,
    requests     INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    last_address TEXT
) STRICT;

CREATE TABLE key_policies (
    organization_id  TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    longest_life     INTEGER,
    may_never_expire INTEGER NOT NULL CHECK (may_never_expire IN (0, 1)),
    most_live_keys   INTEGER
) STRICT;
