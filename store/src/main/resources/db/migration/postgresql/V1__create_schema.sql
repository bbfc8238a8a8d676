-- Times are milliseconds since 1970, identifiers and slugs compare byte by byte. The SQLite schema is the same, table by table.

CREATE TABLE installation (
    only_row         INTEGER          NOT NULL PRIMARY KEY CHECK (only_row = 1),
    master_key_check TEXT COLLATE "C"
);

INSERT INTO installation (only_row) VALUES (1);

CREATE TABLE organizations (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    slug       TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    created_at BIGINT           NOT NULL,
    deleted_at BIGINT
);

CREATE UNIQUE INDEX organizations_slug ON organizations (slug) WHERE deleted_at IS NULL;

CREATE TABLE environments (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    slug            TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT           NOT NULL,
    deleted_at      BIGINT,
    UNIQUE (organization_id, id)
);

CREATE UNIQUE INDEX environments_slug ON environments (organization_id, slug) WHERE deleted_at IS NULL;

CREATE TABLE agents (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    slug            TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL,
    upstream        TEXT COLLATE "C",
    created_at      BIGINT           NOT NULL,
    deleted_at      BIGINT,
    UNIQUE (organization_id, id)
);

CREATE UNIQUE INDEX agents_slug ON agents (organization_id, slug) WHERE deleted_at IS NULL;

-- The foreign keys name the organization too: nothing can be deployed, and no key bound, across organizations.
CREATE TABLE deployments (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    agent_id        TEXT COLLATE "C" NOT NULL,
    environment_id  TEXT COLLATE "C" NOT NULL,
    revision        INTEGER          NOT NULL,
    upstream        TEXT COLLATE "C" NOT NULL,
    key_security    BOOLEAN          NOT NULL,
    created_at      BIGINT           NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    undeployed_at   BIGINT,
    UNIQUE (agent_id, environment_id, revision),
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id),
    FOREIGN KEY (organization_id, environment_id) REFERENCES environments (organization_id, id)
);

CREATE INDEX deployments_of_agent ON deployments (agent_id, id);
CREATE INDEX deployments_of_environment ON deployments (environment_id);

CREATE TABLE api_keys (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    name            TEXT COLLATE "C" NOT NULL,
    public_id       TEXT COLLATE "C" NOT NULL,
    digest          BYTEA            NOT NULL CHECK (octet_length(digest) = 32),
    pepper_id       INTEGER          NOT NULL,
    mask            TEXT COLLATE "C" NOT NULL,
    agent_id        TEXT COLLATE "C",
    environment_id  TEXT COLLATE "C",
    expires_at      BIGINT,
    created_at      BIGINT           NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    changed_at      BIGINT           NOT NULL,
    changed_by      TEXT COLLATE "C" NOT NULL,
    disabled_at     BIGINT,
    revoked_at      BIGINT,
    deleted_at      BIGINT,
    CHECK ((agent_id IS NULL) = (environment_id IS NULL)),
    CHECK (deleted_at IS NULL OR revoked_at IS NOT NULL),
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id),
    FOREIGN KEY (organization_id, environment_id) REFERENCES environments (organization_id, id)
);

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
    key_id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    requests     BIGINT           NOT NULL,
    last_used_at BIGINT           NOT NULL
);

CREATE TABLE management_keys (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name        TEXT COLLATE "C" NOT NULL,
    confined_to TEXT COLLATE "C" REFERENCES organizations (id),
    digest      BYTEA            NOT NULL CHECK (octet_length(digest) = 32),
    pepper_id   INTEGER          NOT NULL,
    mask        TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT           NOT NULL,
    expires_at  BIGINT,
    revoked_at  BIGINT
);

CREATE UNIQUE INDEX management_keys_digest ON management_keys (digest);

-- No foreign keys: the trail says what was, whatever becomes of it. Details are one flat JSON object of texts.
CREATE TABLE audit_events (
    id                TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id   TEXT COLLATE "C",
    at                BIGINT           NOT NULL,
    actor_kind        TEXT COLLATE "C" NOT NULL,
    actor_id          TEXT COLLATE "C" NOT NULL,
    actor_name        TEXT COLLATE "C" NOT NULL,
    actor_confined_to TEXT COLLATE "C",
    action            TEXT COLLATE "C" NOT NULL,
    subject           TEXT COLLATE "C" NOT NULL,
    details           TEXT COLLATE "C" NOT NULL
);

CREATE INDEX audit_events_of_organization ON audit_events (organization_id, id);

CREATE TABLE changes (
    seq     BIGINT           NOT NULL PRIMARY KEY,
    kind    TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    at      BIGINT           NOT NULL DEFAULT CAST(extract(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)
);

-- Its row is the lock under which changes are numbered.
CREATE TABLE change_counter (
    only_row INTEGER          NOT NULL PRIMARY KEY CHECK (only_row = 1),
    seq      BIGINT           NOT NULL
) WITH (fillfactor = 10);

INSERT INTO change_counter (only_row, seq) VALUES (1, 0);

CREATE TABLE nodes (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    applied_seq BIGINT           NOT NULL,
    at          BIGINT           NOT NULL
);
