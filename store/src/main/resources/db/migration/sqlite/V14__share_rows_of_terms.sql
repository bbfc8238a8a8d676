-- Keys that are taken in together share the rows of the terms they have in common: beside the first such key a row names up
-- to 31 others, 26 characters each, which is what an identifier has behind its prefix. size is how many keys a row names.

ALTER TABLE key_terms ADD COLUMN size INTEGER NOT NULL DEFAULT 1;
ALTER TABLE key_terms ADD COLUMN others TEXT;
