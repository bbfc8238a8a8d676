-- What things with names are found by, each term between line breaks: words in lower case, those of the name first, so that
-- it is sorted by as well. Empty until a program that knows it has filled it in.

ALTER TABLE agents ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE environments ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE routes ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN terms TEXT NOT NULL DEFAULT '';

CREATE INDEX agents_by_name ON agents (organization_id, terms, id) WHERE deleted_at IS NULL;

-- The addresses that a key was used from last, beside the very last: a JSON object of addresses and times, NULL while there
-- was one only, empty once none is to be kept.
ALTER TABLE key_usage ADD COLUMN addresses TEXT;
