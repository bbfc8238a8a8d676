-- What each node is and holds. Rows of nodes are written anew within a second, so none need be kept.

DROP TABLE nodes;

CREATE TABLE nodes (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    started_at  INTEGER NOT NULL,
    applied_seq INTEGER NOT NULL,
    keys        INTEGER NOT NULL,
    digest      TEXT    NOT NULL,
    heard_at    INTEGER NOT NULL
) STRICT;
