-- Fewer and smaller entries for each user that is written (docs/decisions/0019-lighter-writes.md). scim_lookup_hash is LookupHash, the same for all time.

-- row: the environment's number and, in the lowest 40 bits, the user's own: its place in the environment's order of creation; never reused, so that pages stay put.
CREATE TABLE users_by_row (
    row INTEGER PRIMARY KEY,
    environment BLOB NOT NULL,
    id BLOB NOT NULL,
    user_name TEXT NOT NULL,
    user_name_folded TEXT NOT NULL,
    display_name TEXT NOT NULL,
    active INTEGER NOT NULL,
    provisional INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    emails TEXT,
    profile TEXT NOT NULL
);
INSERT INTO users_by_row
SELECT e.number << 40 | u.number, u.environment, u.id, u.user_name, u.user_name_folded, u.display_name, u.active, u.provisional, u.version, u.created, u.modified, u.emails, u.profile
FROM environments e CROSS JOIN users u INDEXED BY users_by_number ON u.environment = e.id ORDER BY e.number, u.number;

-- Only e-mails that are not the user's own name, which has its index already. hash: of the environment and the folded value.
CREATE TABLE user_emails_by_hash (
    hash INTEGER NOT NULL,
    user INTEGER NOT NULL,
    PRIMARY KEY (hash, user)
) WITHOUT ROWID;
INSERT INTO user_emails_by_hash
SELECT scim_lookup_hash(m.environment, '', m.value_folded) AS hash, e.number << 40 | u.number AS user
FROM user_emails m CROSS JOIN users u INDEXED BY users_by_id ON u.environment = m.environment AND u.id = m.user_id CROSS JOIN environments e ON e.id = m.environment
WHERE m.value_folded <> u.user_name_folded ORDER BY hash, user;

DROP TABLE user_emails;
ALTER TABLE user_emails_by_hash RENAME TO user_emails;
DROP TABLE users;
ALTER TABLE users_by_row RENAME TO users;
CREATE UNIQUE INDEX users_by_id ON users (environment, id);
CREATE UNIQUE INDEX users_by_name ON users (environment, user_name_folded);
CREATE INDEX users_by_modified ON users (environment, active, modified);

-- external_hash: of the environment, the tenant and the external_id. newer: whether the link may be newer than its user. One that came with its user is not: nobody looks for it by time.
ALTER TABLE links ADD COLUMN external_hash INTEGER;
ALTER TABLE links ADD COLUMN newer INTEGER NOT NULL DEFAULT TRUE;
UPDATE links SET external_hash = scim_lookup_hash(environment, tenant, external_id) WHERE external_id IS NOT NULL;
DROP INDEX links_by_external_id;
CREATE INDEX links_by_external_id ON links (external_hash) WHERE external_hash IS NOT NULL;
DROP INDEX links_by_modified;
CREATE INDEX links_by_modified ON links (environment, tenant, modified) WHERE newer;

-- Cursors of before name places that are none any more.
UPDATE secrets SET value = randomblob(32) WHERE name = 'cursors';
