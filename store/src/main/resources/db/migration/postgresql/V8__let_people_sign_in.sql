-- How people prove who they are, and what they hold afterwards. Of every token there is its SHA-256 only.

CREATE TABLE passwords (
    account_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES accounts (id),
    hash       TEXT COLLATE "C" NOT NULL,
    set_at     BIGINT           NOT NULL
);

CREATE TABLE sessions (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
    token_hash TEXT COLLATE "C" NOT NULL,
    method     TEXT COLLATE "C" NOT NULL,
    created_at BIGINT           NOT NULL,
    seen_at    BIGINT           NOT NULL,
    address    TEXT COLLATE "C" NOT NULL,
    user_agent TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_of_account ON sessions (account_id, id);
CREATE INDEX sessions_seen ON sessions (seen_at);

-- Failures of signing in, for each account that was named and each address that tried.
CREATE TABLE sign_in_attempts (
    subject  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures INTEGER          NOT NULL,
    last_at  BIGINT           NOT NULL
);

CREATE INDEX sign_in_attempts_last ON sign_in_attempts (last_at);

CREATE TABLE setup_link (
    only_row   INTEGER          NOT NULL PRIMARY KEY CHECK (only_row = 1),
    token_hash TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT           NOT NULL
);

-- What a browser was asked to answer, for passkeys and identity providers.
CREATE TABLE sign_in_challenges (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    purpose    TEXT COLLATE "C" NOT NULL,
    details    TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT           NOT NULL
);

CREATE INDEX sign_in_challenges_expiry ON sign_in_challenges (expires_at);

CREATE TABLE passkeys (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id    TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
    name          TEXT COLLATE "C" NOT NULL,
    credential_id TEXT COLLATE "C" NOT NULL,
    public_key    TEXT COLLATE "C" NOT NULL,
    counter       BIGINT           NOT NULL,
    synced        BOOLEAN          NOT NULL,
    suspect       BOOLEAN          NOT NULL,
    created_at    BIGINT           NOT NULL,
    last_used_at  BIGINT
);

CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential_id);
CREATE INDEX passkeys_of_account ON passkeys (account_id, id);

-- The client secret is encrypted under a key that is derived from the generation of the master key that the row names.
CREATE TABLE identity_providers (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name            TEXT COLLATE "C" NOT NULL,
    issuer          TEXT COLLATE "C" NOT NULL,
    client_id       TEXT COLLATE "C" NOT NULL,
    generation      INTEGER          NOT NULL,
    ciphertext      TEXT COLLATE "C" NOT NULL,
    domains         TEXT COLLATE "C",
    links_accounts  BOOLEAN          NOT NULL,
    organization_id TEXT COLLATE "C" REFERENCES organizations (id),
    role            TEXT COLLATE "C",
    created_at      BIGINT           NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    changed_at      BIGINT           NOT NULL,
    changed_by      TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX identity_providers_name ON identity_providers (name);

-- Who an account is at an identity provider.
CREATE TABLE identities (
    provider_id TEXT COLLATE "C" NOT NULL REFERENCES identity_providers (id),
    subject     TEXT COLLATE "C" NOT NULL,
    account_id  TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
    created_at  BIGINT           NOT NULL,
    PRIMARY KEY (provider_id, subject)
);

CREATE INDEX identities_of_account ON identities (account_id);
