-- What the service keeps secret for itself. Cursors are sealed with theirs: made once, by the node that migrates, and the same for all nodes.
-- A random UUID comes from the server's strong random numbers, 122 bits of it; three of them are hashed to 32 bytes.
CREATE TABLE secrets (
    name text COLLATE "C" PRIMARY KEY,
    value bytea NOT NULL
);

INSERT INTO secrets (name, value)
VALUES ('cursors', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
