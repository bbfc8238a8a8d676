-- What each node is and holds. Rows of nodes are written anew within a second, so none need be kept. The time of the last
-- heartbeat is the server's: those of nodes may differ.

DROP TABLE nodes;

CREATE TABLE nodes (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name        TEXT COLLATE "C" NOT NULL,
    version     TEXT COLLATE "C" NOT NULL,
    started_at  BIGINT           NOT NULL,
    applied_seq BIGINT           NOT NULL,
    keys        BIGINT           NOT NULL,
    digest      TEXT COLLATE "C" NOT NULL,
    heard_at    BIGINT           NOT NULL
) WITH (fillfactor = 50);
