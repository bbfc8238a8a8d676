-- Times are milliseconds since 1970, identifiers and slugs compare byte by byte. The PostgreSQL schema is the same, table by table.

CREATE TABLE installation (
    only_row         INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    master_key_check TEXT
) STRICT;

INSERT INTO installation (only_row) VALUES (1);

CREATE TABLE organizations (
    id         TEXT    NOT NULL PRIMARY KEY,
    slug       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX organizations_slug ON organizations (slug) WHERE deleted_at IS NULL;

CREATE TABLE environments (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    slug            TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    deleted_at      INTEGER,
    UNIQUE (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX environments_slug ON environments (organization_id, slug) WHERE deleted_at IS NULL;

CREATE TABLE agents (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    slug            TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    upstream        TEXT,
    created_at      INTEGER NOT NULL,
    deleted_at      INTEGER,
    UNIQUE (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX agents_slug ON agents (organization_id, slug) WHERE deleted_at IS NULL;

-- The foreign keys name the organization too: nothing can be deployed, and no key bound, across organizations.
CREATE TABLE deployments (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    agent_id        TEXT    NOT NULL,
    environment_id  TEXT    NOT NULL,
    revision        INTEGER NOT NULL,
    upstream        TEXT    NOT NULL,
    key_security    INTEGER NOT NULL CHECK (key_security IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    undeployed_at   INTEGER,
    UNIQUE (agent_id, environment_id, revision),
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id),
    FOREIGN KEY (organization_id, environment_id) REFERENCES environments (organization_id, id)
) STRICT;

CREATE INDEX deployments_of_agent ON deployments (agent_id, id);
CREATE INDEX deployments_of_environment ON deployments (environment_id);

CREATE TABLE api_keys (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    public_id       TEXT    NOT NULL,
    digest          BLOB    NOT NULL CHECK (length(digest) = 32),
    pepper_id       INTEGER NOT NULL,
    mask            TEXT    NOT NULL,
    agent_id        TEXT,
    environment_id  TEXT,
    expires_at      INTEGER,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    changed_by      TEXT    NOT NULL,
    disabled_at     INTEGER,
    revoked_at      INTEGER,
    deleted_at      INTEGER,
    CHECK ((agent_id IS NULL) = (environment_id IS NULL)),
    CHECK (deleted_at IS NULL OR revoked_at IS NOT NULL),
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id),
    FOREIGN KEY (organization_id, environment_id) REFERENCES environments (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX api_keys_digest ON api_keys (digest);
CREATE UNIQUE INDEX api_keys_live_name ON api_keys (organization_id, name)
    WHERE revoked_at IS NULL AND deleted_at IS NULL;

-- One for each way to list, each ending in the id, by which listings are ordered and continued.
CREATE INDEX api_keys_of_organization ON api_keys (organization_id, id) WHERE deleted_at IS NULL;
CREATE INDEX api_keys_of_agent ON api_keys (organization_id, agent_id, id)
    WHERE deleted_at IS NULL AND agent_id IS NOT NULL;
CREATE INDEX api_keys_of_environment ON api_keys (organization_id, environment_id, id)
    WHERE deleted_at IS NULL AND environment_id IS NOT NULL;
CREATE INDEX api_keys_of_both ON api_keys (organization_id, agent_id, environment_id, id)
    WHERE deleted_at IS NULL AND agent_id IS NOT NULL AND environment_id IS NOT NULL;

-- No foreign key: counting must never wait for a key's row, nor fail because one is gone.
CREATE TABLE key_usage (
    key_id       TEXT    NOT NULL PRIMARY KEY,
    requests     INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE management_keys (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    confined_to TEXT REFERENCES organizations (id),
    digest      BLOB    NOT NULL CHECK (length(digest) = 32),
    pepper_id   INTEGER NOT NULL,
    mask        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER,
    revoked_at  INTEGER
) STRICT;

CREATE UNIQUE INDEX management_keys_digest ON management_keys (digest);

-- No foreign keys: the trail says what was, whatever becomes of it. Details are one flat JSON object of texts.
CREATE TABLE audit_events (
    id                TEXT    NOT NULL PRIMARY KEY,
    organization_id   TEXT,
    at                INTEGER NOT NULL,
    actor_kind        TEXT    NOT NULL,
    actor_id          TEXT    NOT NULL,
    actor_name        TEXT    NOT NULL,
    actor_confined_to TEXT,
    action            TEXT    NOT NULL,
    subject           TEXT    NOT NULL,
    details           TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_events_of_organization ON audit_events (organization_id, id);

CREATE TABLE changes (
    seq     INTEGER NOT NULL PRIMARY KEY,
    kind    TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    at      INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;

-- Its row is the lock under which changes are numbered.
CREATE TABLE change_counter (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    seq      INTEGER NOT NULL
) STRICT;

INSERT INTO change_counter (only_row, seq) VALUES (1, 0);

CREATE TABLE nodes (
    id          TEXT    NOT NULL PRIMARY KEY,
    applied_seq INTEGER NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
