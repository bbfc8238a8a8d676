-- How people prove who they are, and what they hold afterwards. Of every token there is its SHA-256 only.

CREATE TABLE passwords (
    account_id TEXT    NOT NULL PRIMARY KEY REFERENCES accounts (id),
    hash       TEXT    NOT NULL,
    set_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    id         TEXT    NOT NULL PRIMARY KEY,
    account_id TEXT    NOT NULL REFERENCES accounts (id),
    token_hash TEXT    NOT NULL,
    method     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    address    TEXT    NOT NULL,
    user_agent TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_of_account ON sessions (account_id, id);
CREATE INDEX sessions_seen ON sessions (seen_at);

-- Failures of signing in, for each account that was named and each address that tried.
CREATE TABLE sign_in_attempts (
    subject  TEXT    NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_attempts_last ON sign_in_attempts (last_at);

CREATE TABLE setup_link (
    only_row   INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    token_hash TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- What a browser was asked to answer, for passkeys and identity providers.
CREATE TABLE sign_in_challenges (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    purpose    TEXT    NOT NULL,
    details    TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_challenges_expiry ON sign_in_challenges (expires_at);

CREATE TABLE passkeys (
    id            TEXT    NOT NULL PRIMARY KEY,
    account_id    TEXT    NOT NULL REFERENCES accounts (id),
    name          TEXT    NOT NULL,
    credential_id TEXT    NOT NULL,
    public_key    TEXT    NOT NULL,
    counter       INTEGER NOT NULL,
    synced        INTEGER NOT NULL CHECK (synced IN (0, 1)),
    suspect       INTEGER NOT NULL CHECK (suspect IN (0, 1)),
    created_at    INTEGER NOT NULL,
    last_used_at  INTEGER
) STRICT;

CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential_id);
CREATE INDEX passkeys_of_account ON passkeys (account_id, id);

-- The client secret is encrypted under a key that is derived from the generation of the master key that the row names.
CREATE TABLE identity_providers (
    id              TEXT    NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL,
    issuer          TEXT    NOT NULL,
    client_id       TEXT    NOT NULL,
    generation      INTEGER NOT NULL,
    ciphertext      TEXT    NOT NULL,
    domains         TEXT,
    links_accounts  INTEGER NOT NULL CHECK (links_accounts IN (0, 1)),
    organization_id TEXT    REFERENCES organizations (id),
    role            TEXT,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    changed_by      TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX identity_providers_name ON identity_providers (name);

-- Who an account is at an identity provider.
CREATE TABLE identities (
    provider_id TEXT    NOT NULL REFERENCES identity_providers (id),
    subject     TEXT    NOT NULL,
    account_id  TEXT    NOT NULL REFERENCES accounts (id),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (provider_id, subject)
) STRICT;

CREATE INDEX identities_of_account ON identities (account_id);
