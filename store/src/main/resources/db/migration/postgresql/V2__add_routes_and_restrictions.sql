-- What keys may be narrowed by, routes of organizations' own with their policies, and denied requests. In the new columns of
-- api_keys an entry is a line and none at all is NULL, so that keys without them stay as small as they were.

ALTER TABLE api_keys
    ADD COLUMN route_ids TEXT COLLATE "C" CHECK (route_ids IS NULL OR agent_id IS NULL),
    ADD COLUMN labels    TEXT COLLATE "C",
    ADD COLUMN scopes    TEXT COLLATE "C",
    ADD COLUMN domains   TEXT COLLATE "C",
    ADD COLUMN addresses TEXT COLLATE "C",
    ADD COLUMN limits    TEXT COLLATE "C";

CREATE INDEX api_keys_of_routes ON api_keys (organization_id, id) WHERE deleted_at IS NULL AND route_ids IS NOT NULL;

ALTER TABLE deployments ADD COLUMN cors TEXT COLLATE "C";

CREATE TABLE routes (
    id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id  TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    name             TEXT COLLATE "C" NOT NULL,
    hosts            TEXT COLLATE "C",
    path             TEXT COLLATE "C" NOT NULL,
    path_kind        TEXT COLLATE "C" NOT NULL,
    strips_path      BOOLEAN          NOT NULL,
    upstreams        TEXT COLLATE "C" NOT NULL,
    dialect          TEXT COLLATE "C" NOT NULL,
    cors             TEXT COLLATE "C",
    response_timeout TEXT COLLATE "C",
    idle_timeout     TEXT COLLATE "C",
    request_timeout  TEXT COLLATE "C",
    created_at       BIGINT           NOT NULL,
    created_by       TEXT COLLATE "C" NOT NULL,
    changed_at       BIGINT           NOT NULL,
    changed_by       TEXT COLLATE "C" NOT NULL,
    UNIQUE (organization_id, id)
);

CREATE UNIQUE INDEX routes_name ON routes (organization_id, name);

-- What routes match, a row for each host; the empty host is any. Of one host, path and kind there is one route in the
-- whole installation.
CREATE TABLE route_matches (
    host            TEXT COLLATE "C" NOT NULL,
    path            TEXT COLLATE "C" NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL,
    organization_id TEXT COLLATE "C" NOT NULL,
    route_id        TEXT COLLATE "C" NOT NULL,
    FOREIGN KEY (organization_id, route_id) REFERENCES routes (organization_id, id)
);

CREATE UNIQUE INDEX route_matches_match ON route_matches (host, path, kind);
CREATE INDEX route_matches_of_route ON route_matches (organization_id, route_id);

-- A policy without a route is the gateway's. The foreign key names the organization too.
CREATE TABLE policies (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    name            TEXT COLLATE "C" NOT NULL,
    route_id        TEXT COLLATE "C",
    mode            TEXT COLLATE "C" NOT NULL,
    locations       TEXT COLLATE "C" NOT NULL,
    key_selection   TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT           NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    changed_at      BIGINT           NOT NULL,
    changed_by      TEXT COLLATE "C" NOT NULL,
    FOREIGN KEY (organization_id, route_id) REFERENCES routes (organization_id, id)
);

CREATE UNIQUE INDEX policies_name ON policies (organization_id, name);
CREATE UNIQUE INDEX policies_of_route ON policies (route_id) WHERE route_id IS NOT NULL;
CREATE UNIQUE INDEX policies_of_gateway ON policies (organization_id) WHERE route_id IS NULL;
CREATE INDEX policies_of_organization ON policies (organization_id, id);

-- No foreign keys: what was denied is written down whatever becomes of the key and the route.
CREATE TABLE denials (
    organization_id TEXT COLLATE "C" NOT NULL,
    request_id      TEXT COLLATE "C" NOT NULL,
    at              BIGINT           NOT NULL,
    route           TEXT COLLATE "C" NOT NULL,
    method          TEXT COLLATE "C" NOT NULL,
    reason          TEXT COLLATE "C" NOT NULL,
    key_id          TEXT COLLATE "C",
    address         TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, request_id)
);

CREATE INDEX denials_at ON denials (at);
