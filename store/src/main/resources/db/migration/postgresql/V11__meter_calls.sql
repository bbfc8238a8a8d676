-- Plans are the installation's. Credits: what is left for an organization, or for a key that has some of its own; and how
-- many calls cost by key and day.

CREATE TABLE plans (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    slug       TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    credits    BIGINT CHECK (credits >= 0),
    costs      TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX plans_slug ON plans (slug);

CREATE TABLE credit_accounts (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    plan_id         TEXT COLLATE "C",
    month           INTEGER NOT NULL,
    taken           BIGINT NOT NULL CHECK (taken >= 0),
    granted         BIGINT NOT NULL CHECK (granted >= 0),
    epoch           BIGINT NOT NULL,
    overdrawn       BIGINT NOT NULL CHECK (overdrawn >= 0)
) WITH (fillfactor = 50);

CREATE INDEX credit_accounts_plan ON credit_accounts (plan_id) WHERE plan_id IS NOT NULL;

CREATE TABLE credit_spending (
    organization_id TEXT COLLATE "C" NOT NULL,
    key_id          TEXT COLLATE "C" NOT NULL,
    day             INTEGER NOT NULL,
    credits         BIGINT NOT NULL,
    PRIMARY KEY (organization_id, day, key_id)
);

ALTER TABLE api_keys ADD COLUMN metered TEXT COLLATE "C";
