-- Plans are the installation's. Credits: what is left for an organization, or for a key that has some of its own; and how
-- many calls cost by key and day.

CREATE TABLE plans (
    id         TEXT NOT NULL PRIMARY KEY,
    slug       TEXT NOT NULL,
    name       TEXT NOT NULL,
    credits    INTEGER CHECK (credits >= 0),
    costs      TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX plans_slug ON plans (slug);

CREATE TABLE credit_accounts (
    id              TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    plan_id         TEXT,
    month           INTEGER NOT NULL,
    taken           INTEGER NOT NULL CHECK (taken >= 0),
    granted         INTEGER NOT NULL CHECK (granted >= 0),
    epoch           INTEGER NOT NULL,
    overdrawn       INTEGER NOT NULL CHECK (overdrawn >= 0)
) STRICT;

CREATE INDEX credit_accounts_plan ON credit_accounts (plan_id) WHERE plan_id IS NOT NULL;

CREATE TABLE credit_spending (
    organization_id TEXT NOT NULL,
    key_id          TEXT NOT NULL,
    day             INTEGER NOT NULL,
    credits         INTEGER NOT NULL,
    PRIMARY KEY (organization_id, day, key_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE api_keys ADD COLUMN metered TEXT;
