-- The user that a token stands for (RFC 7644 3.11). NULL: a connection. The hash of such a token has one byte more, so that no earlier version finds it.
ALTER TABLE tokens ADD COLUMN user_id uuid;
