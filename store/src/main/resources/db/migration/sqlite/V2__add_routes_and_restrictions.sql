-- What keys may be narrowed by, routes of organizations' own with their policies, and denied requests. In the new columns of
-- api_keys an entry is a line and none at all is NULL, so that keys without them stay as small as they were.

ALTER TABLE api_keys ADD COLUMN route_ids TEXT CHECK (route_ids IS NULL OR agent_id IS NULL);
ALTER TABLE api_keys ADD COLUMN labels TEXT;
ALTER TABLE api_keys ADD COLUMN scopes TEXT;
ALTER TABLE api_keys ADD COLUMN domains TEXT;
ALTER TABLE api_keys ADD COLUMN addresses TEXT;
ALTER TABLE api_keys ADD COLUMN limits TEXT;

CREATE INDEX api_keys_of_routes ON api_keys (organization_id, id) WHERE deleted_at IS NULL AND route_ids IS NOT NULL;

ALTER TABLE deployments ADD COLUMN cors TEXT;

CREATE TABLE routes (
    id               TEXT    NOT NULL PRIMARY KEY,
    organization_id  TEXT    NOT NULL REFERENCES organizations (id),
    name             TEXT    NOT NULL,
    hosts            TEXT,
    path             TEXT    NOT NULL,
    path_kind        TEXT    NOT NULL,
    strips_path      INTEGER NOT NULL CHECK (strips_path IN (0, 1)),
    upstreams        TEXT    NOT NULL,
    dialect          TEXT    NOT NULL,
    cors             TEXT,
    response_timeout TEXT,
    idle_timeout     TEXT,
    request_timeout  TEXT,
    created_at       INTEGER NOT NULL,
    created_by       TEXT    NOT NULL,
    changed_at       INTEGER NOT NULL,
    changed_by       TEXT    NOT NULL,
    UNIQUE (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX routes_name ON routes (organization_id, name);

-- What routes match, a row for each host; the empty host is any. Of one host, path and kind there is one route in the
-- whole installation.
CREATE TABLE route_matches (
    host            TEXT    NOT NULL,
    path            TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    organization_id TEXT    NOT NULL,
    route_id        TEXT    NOT NULL,
    FOREIGN KEY (organization_id, route_id) REFERENCES routes (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX route_matches_match ON route_matches (host, path, kind);
CREATE INDEX route_matches_of_route ON route_matches (organization_id, route_id);

-- A policy without a route is the gateway's. The foreign key names the organization too.
CREATE TABLE policies (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    route_id        TEXT,
    mode            TEXT    NOT NULL,
    locations       TEXT    NOT NULL,
    key_selection   TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    changed_by      TEXT    NOT NULL,
    FOREIGN KEY (organization_id, route_id) REFERENCES routes (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX policies_name ON policies (organization_id, name);
CREATE UNIQUE INDEX policies_of_route ON policies (route_id) WHERE route_id IS NOT NULL;
CREATE UNIQUE INDEX policies_of_gateway ON policies (organization_id) WHERE route_id IS NULL;
CREATE INDEX policies_of_organization ON policies (organization_id, id);

-- No foreign keys: what was denied is written down whatever becomes of the key and the route.
CREATE TABLE denials (
    organization_id TEXT    NOT NULL,
    request_id      TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    route           TEXT    NOT NULL,
    method          TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    key_id          TEXT,
    address         TEXT    NOT NULL,
    PRIMARY KEY (organization_id, request_id)
) STRICT;

CREATE INDEX denials_at ON denials (at);
