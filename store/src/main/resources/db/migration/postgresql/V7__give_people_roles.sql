-- People, and what they may do where.

-- The address is in lower case.
CREATE TABLE accounts (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    email       TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    is_operator BOOLEAN NOT NULL,
    created_at  BIGINT NOT NULL,
    disabled_at BIGINT
);

CREATE UNIQUE INDEX accounts_email ON accounts (email);

CREATE TABLE members (
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    account_id      TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
    role            TEXT COLLATE "C" NOT NULL,
    since_at        BIGINT NOT NULL,
    since_by        TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX members_account ON members (organization_id, account_id);
CREATE INDEX members_of_account ON members (account_id);

-- Of the token in the link there is its SHA-256 only.
CREATE TABLE invitations (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    email           TEXT COLLATE "C" NOT NULL,
    role            TEXT COLLATE "C" NOT NULL,
    token_hash      TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    expires_at      BIGINT NOT NULL
);

CREATE UNIQUE INDEX invitations_email ON invitations (organization_id, email);
CREATE UNIQUE INDEX invitations_token ON invitations (token_hash);

ALTER TABLE environments ADD COLUMN protected BOOLEAN NOT NULL DEFAULT FALSE;

-- Permissions, a line each; NULL where an earlier program wrote the row, which gives all of them. The maker is the person
-- on whose authority the key is, if there is one; the parent is the key that asked for it.
ALTER TABLE management_keys ADD COLUMN permissions TEXT COLLATE "C";
ALTER TABLE management_keys ADD COLUMN maker_id TEXT COLLATE "C";
ALTER TABLE management_keys ADD COLUMN parent_id TEXT COLLATE "C";
ALTER TABLE management_keys ADD COLUMN created_by TEXT COLLATE "C";
ALTER TABLE management_keys ADD COLUMN last_used_at BIGINT;

CREATE INDEX management_keys_of_parent ON management_keys (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX management_keys_listing ON management_keys (coalesce(confined_to, ''), id);
