-- Where a deployed agent takes messages of chats; NULL for where agents usually do.

ALTER TABLE deployments ADD COLUMN messages_path TEXT;
ALTER TABLE deployment_drafts ADD COLUMN messages_path TEXT;
