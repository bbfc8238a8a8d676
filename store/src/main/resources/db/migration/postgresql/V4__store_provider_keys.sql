-- Provider keys: encrypted under a key that is derived from the generation of the master key that the row names. A deleted
-- one leaves nothing. search_name is the name in lower case.
CREATE TABLE provider_keys (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    name            TEXT COLLATE "C" NOT NULL,
    search_name     TEXT COLLATE "C" NOT NULL,
    mask            TEXT COLLATE "C" NOT NULL,
    version         INTEGER          NOT NULL,
    generation      INTEGER          NOT NULL,
    ciphertext      TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT           NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    changed_at      BIGINT           NOT NULL,
    changed_by      TEXT COLLATE "C" NOT NULL,
    last_used_at    BIGINT
);

CREATE UNIQUE INDEX provider_keys_name ON provider_keys (organization_id, name);
CREATE INDEX provider_keys_search ON provider_keys (organization_id, search_name, id);
CREATE INDEX provider_keys_generation ON provider_keys (generation, id);

-- The generations of the master key that the database belongs to: a check value each, nothing of the key.
CREATE TABLE master_keys (
    generation   INTEGER          NOT NULL PRIMARY KEY,
    check_value  TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT           NOT NULL,
    created_by   TEXT COLLATE "C" NOT NULL,
    activated_at BIGINT,
    retired_at   BIGINT
);

INSERT INTO master_keys (generation, check_value, created_at, created_by, activated_at)
SELECT 1,
       master_key_check,
       CAST(extract(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT),
       'system',
       CAST(extract(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)
FROM installation
WHERE master_key_check IS NOT NULL;

-- Which nodes have a generation at hand.
CREATE TABLE master_key_holders (
    generation INTEGER          NOT NULL,
    node_id    TEXT COLLATE "C" NOT NULL,
    at         BIGINT           NOT NULL,
    PRIMARY KEY (generation, node_id)
);
