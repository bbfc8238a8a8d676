-- Provider keys: encrypted under a key that is derived from the generation of the master key that the row names. A deleted
-- one leaves nothing. search_name is the name in lower case.
CREATE TABLE provider_keys (
    id              TEXT    NOT NULL PRIMARY KEY,
    organization_id TEXT    NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    search_name     TEXT    NOT NULL,
    mask            TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    generation      INTEGER NOT NULL,
    ciphertext      TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    changed_by      TEXT    NOT NULL,
    last_used_at    INTEGER
) STRICT;

CREATE UNIQUE INDEX provider_keys_name ON provider_keys (organization_id, name);
CREATE INDEX provider_keys_search ON provider_keys (organization_id, search_name, id);
CREATE INDEX provider_keys_generation ON provider_keys (generation, id);

-- The generations of the master key that the database belongs to: a check value each, nothing of the key.
CREATE TABLE master_keys (
    generation   INTEGER NOT NULL PRIMARY KEY,
    check_value  TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   TEXT    NOT NULL,
    activated_at INTEGER,
    retired_at   INTEGER
) STRICT;

INSERT INTO master_keys (generation, check_value, created_at, created_by, activated_at)
SELECT 1,
       master_key_check,
       CAST(unixepoch('subsec') * 1000 AS INTEGER),
       'system',
       CAST(unixepoch('subsec') * 1000 AS INTEGER)
FROM installation
WHERE master_key_check IS NOT NULL;

-- Which nodes have a generation at hand.
CREATE TABLE master_key_holders (
    generation INTEGER NOT NULL,
    node_id    TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (generation, node_id)
) STRICT;
