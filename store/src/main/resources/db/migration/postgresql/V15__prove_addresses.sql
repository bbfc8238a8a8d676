-- Accounts of which nobody but who has the link of an invitation says that their address is theirs. Of those made before,
-- nothing is known but of operators, whom other operators let in, and of those whom an identity provider has vouched for.
CREATE TABLE unproven_accounts (
    account_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES accounts (id)
);

INSERT INTO unproven_accounts
SELECT id FROM accounts WHERE NOT is_operator AND id NOT IN (SELECT account_id FROM identities);

-- The identifier of the account or management key that has invited; NULL where an earlier program wrote the row.
ALTER TABLE invitations ADD COLUMN inviter_id TEXT COLLATE "C";
