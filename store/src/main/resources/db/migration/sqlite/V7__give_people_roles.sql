-- People, and what they may do where.

-- The address is in lower case.
CREATE TABLE accounts (
    id          TEXT    NOT NULL PRIMARY KEY,
    email       TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    is_operator INTEGER NOT NULL CHECK (is_operator IN (0, 1)),
    created_at  INTEGER NOT NULL,
    disabled_at INTEGER
) STRICT;

CREATE UNIQUE INDEX accounts_email ON accounts (email);

CREATE TABLE members (
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    account_id      TEXT    NOT NULL REFERENCES accounts (id),
    role            TEXT    NOT NULL,
    since_at        INTEGER NOT NULL,
    since_by        TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX members_account ON members (organization_id, account_id);
CREATE INDEX members_of_account ON members (account_id);

-- Of the token in the link there is its SHA-256 only.
CREATE TABLE invitations (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    email           TEXT    NOT NULL,
    role            TEXT    NOT NULL,
    token_hash      TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    expires_at      INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX invitations_email ON invitations (organization_id, email);
CREATE UNIQUE INDEX invitations_token ON invitations (token_hash);

ALTER TABLE environments ADD COLUMN protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1));

-- Permissions, a line each; NULL where an earlier program wrote the row, which gives all of them. The maker is the person
-- on whose authority the key is, if there is one; the parent is the key that asked for it.
ALTER TABLE management_keys ADD COLUMN permissions TEXT   ;
ALTER TABLE management_keys ADD COLUMN maker_id TEXT   ;
ALTER TABLE management_keys ADD COLUMN parent_id TEXT   ;
ALTER TABLE management_keys ADD COLUMN created_by TEXT   ;
ALTER TABLE management_keys ADD COLUMN last_used_at INTEGER;

CREATE INDEX management_keys_of_parent ON management_keys (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX management_keys_listing ON management_keys (coalesce(confined_to, ''), id);
