-- Projects group agents; the settings of the next deployment are kept until they are deployed; users try agents with keys of
-- ten minutes.

CREATE TABLE projects (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    slug            TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    deleted_at      BIGINT,
    UNIQUE (organization_id, id)
);

CREATE UNIQUE INDEX projects_slug ON projects (organization_id, slug) WHERE deleted_at IS NULL;

-- Each gets the random part of its organization's identifier, so it is known without being drawn here.
INSERT INTO projects (id, organization_id, slug, name, created_at)
SELECT 'prj_' || substr(id, 5), id, 'default', 'Default', created_at FROM organizations;

-- Never NULL from here on, which SQLite cannot be told of a column that is added.
ALTER TABLE agents
    ADD COLUMN project_id TEXT COLLATE "C",
    ADD COLUMN hosting    TEXT COLLATE "C" NOT NULL DEFAULT 'HOSTED';

UPDATE agents SET project_id = 'prj_' || substr(organization_id, 5);

ALTER TABLE agents
    ADD FOREIGN KEY (organization_id, project_id) REFERENCES projects (organization_id, id);

CREATE INDEX agents_of_project ON agents (project_id, id) WHERE deleted_at IS NULL;

-- Several upstreams, a line each.
ALTER TABLE deployments RENAME COLUMN upstream TO upstreams;
ALTER TABLE deployments
    ADD COLUMN response_timeout TEXT COLLATE "C",
    ADD COLUMN idle_timeout     TEXT COLLATE "C",
    ADD COLUMN request_timeout  TEXT COLLATE "C",
    ADD COLUMN headers          TEXT COLLATE "C",
    ADD COLUMN copy_of          INTEGER;

-- Without upstreams they lead to the agent's own.
CREATE TABLE deployment_drafts (
    organization_id  TEXT COLLATE "C" NOT NULL,
    agent_id         TEXT COLLATE "C" NOT NULL,
    environment_id   TEXT COLLATE "C" NOT NULL,
    version          INTEGER NOT NULL,
    upstreams        TEXT COLLATE "C",
    key_security     BOOLEAN NOT NULL,
    cors             TEXT COLLATE "C",
    response_timeout TEXT COLLATE "C",
    idle_timeout     TEXT COLLATE "C",
    request_timeout  TEXT COLLATE "C",
    headers          TEXT COLLATE "C",
    changed_at       BIGINT NOT NULL,
    changed_by       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (agent_id, environment_id),
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id),
    FOREIGN KEY (organization_id, environment_id) REFERENCES environments (organization_id, id)
);

-- What was deployed last is what the next deployment begins with.
INSERT INTO deployment_drafts (organization_id, agent_id, environment_id, version, upstreams, key_security, cors,
    changed_at, changed_by)
SELECT newest.organization_id, newest.agent_id, newest.environment_id, 1, nullif(newest.upstreams, agent.upstream),
       newest.key_security, newest.cors, newest.created_at, newest.created_by
FROM deployments newest
JOIN agents agent ON agent.id = newest.agent_id
WHERE NOT EXISTS (SELECT 1 FROM deployments newer
                  WHERE newer.agent_id = newest.agent_id AND newer.environment_id = newest.environment_id
                    AND newer.revision > newest.revision);

-- Apart from other keys, so that nothing that lists, counts or finds those ever sees one.
CREATE TABLE test_keys (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    agent_id        TEXT COLLATE "C" NOT NULL,
    environment_id  TEXT COLLATE "C" NOT NULL,
    holder          TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    public_id       TEXT COLLATE "C" NOT NULL,
    digest          BYTEA NOT NULL CHECK (octet_length(digest) = 32),
    pepper_id       INTEGER NOT NULL,
    mask            TEXT COLLATE "C" NOT NULL,
    issued_at       BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id),
    FOREIGN KEY (organization_id, environment_id) REFERENCES environments (organization_id, id)
);

CREATE UNIQUE INDEX test_keys_digest ON test_keys (digest);
CREATE UNIQUE INDEX test_keys_of_holder ON test_keys (organization_id, holder, agent_id, environment_id);
CREATE INDEX test_keys_of_agent ON test_keys (agent_id, environment_id);
CREATE INDEX test_keys_end ON test_keys (expires_at);
