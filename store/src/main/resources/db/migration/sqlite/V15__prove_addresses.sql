-- Accounts of which nobody but who has the link of an invitation says that their address is theirs. Of those made before,
-- nothing is known but of operators, whom other operators let in, and of those whom an identity provider has vouched for.
CREATE TABLE unproven_accounts (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id)
) STRICT;

INSERT INTO unproven_accounts
SELECT id FROM accounts WHERE is_operator = 0 AND id NOT IN (SELECT account_id FROM identities);

-- The identifier of the account or management key that has invited; NULL where an earlier program wrote the row.
ALTER TABLE invitations ADD COLUMN inviter_id TEXT;
