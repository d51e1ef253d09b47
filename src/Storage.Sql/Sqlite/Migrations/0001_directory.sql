-- Ids are 16-byte blobs in network order, so that UUIDv7 ids sort by creation. Times are ticks of 100 ns since 0001-01-01, UTC.
-- Profiles are TEXT, because SQLite's json functions take a BLOB for its own binary form.

CREATE TABLE projects (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created INTEGER NOT NULL
);

CREATE TABLE environments (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    project_id BLOB NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    event_position INTEGER NOT NULL DEFAULT 0,
    user_number INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project_id, key)
);

CREATE TABLE administrator_keys (
    hash BLOB PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    description TEXT NOT NULL,
    created INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE tenants (
    number INTEGER PRIMARY KEY,
    environment BLOB NOT NULL,
    key TEXT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    group_number INTEGER NOT NULL DEFAULT 0,
    UNIQUE (environment, key)
);

CREATE TABLE tokens (
    number INTEGER PRIMARY KEY,
    environment BLOB NOT NULL,
    id BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    tenant TEXT,
    description TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    last_used INTEGER,
    UNIQUE (environment, id)
);

-- number: the user's place in the environment's order of creation; never reused, so that pages stay put.
CREATE TABLE users (
    row INTEGER PRIMARY KEY,
    environment BLOB NOT NULL,
    number INTEGER NOT NULL,
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
CREATE UNIQUE INDEX users_by_id ON users (environment, id);
CREATE UNIQUE INDEX users_by_number ON users (environment, number);
CREATE UNIQUE INDEX users_by_name ON users (environment, user_name_folded);
CREATE INDEX users_by_modified ON users (environment, active, modified);

-- How many users there are among each 1024 numbers: a page far into the list is found by adding up few of these rows.
CREATE TABLE user_blocks (
    environment BLOB NOT NULL,
    block INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (environment, block)
) WITHOUT ROWID;

CREATE TABLE user_emails (
    environment BLOB NOT NULL,
    value_folded TEXT NOT NULL,
    user_id BLOB NOT NULL,
    PRIMARY KEY (environment, value_folded, user_id)
) WITHOUT ROWID;

CREATE TABLE links (
    environment BLOB NOT NULL,
    user_id BLOB NOT NULL,
    tenant TEXT NOT NULL,
    external_id TEXT,
    version INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    PRIMARY KEY (environment, user_id, tenant)
) WITHOUT ROWID;
CREATE INDEX links_by_external_id ON links (environment, tenant, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX links_by_modified ON links (environment, tenant, modified);

CREATE TABLE roles (
    environment BLOB NOT NULL,
    id BLOB NOT NULL,
    key TEXT NOT NULL,
    display_name TEXT NOT NULL,
    defined INTEGER NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (environment, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX roles_by_key ON roles (environment, key);

-- A released group stays with held = 0 and no name_key, so that its version goes on when it is taken up again (rule G8).
-- name is the override or the role's own name, which never changes. number: its place in the tenant's order.
CREATE TABLE groups (
    environment BLOB NOT NULL,
    tenant TEXT NOT NULL,
    role_id BLOB NOT NULL,
    held INTEGER NOT NULL,
    number INTEGER NOT NULL,
    role_key TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT,
    name_folded TEXT NOT NULL,
    external_id TEXT,
    version INTEGER NOT NULL,
    member_count INTEGER NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    PRIMARY KEY (environment, tenant, role_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX groups_by_name_key ON groups (environment, tenant, name_key);
CREATE UNIQUE INDEX groups_by_number ON groups (environment, tenant, number) WHERE held;
CREATE INDEX groups_by_name ON groups (environment, tenant, name_folded) WHERE held;
CREATE INDEX groups_by_external_id ON groups (environment, tenant, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX groups_by_modified ON groups (environment, tenant, modified) WHERE held;
CREATE INDEX groups_by_role ON groups (environment, role_id, held);

CREATE TABLE assignments (
    environment BLOB NOT NULL,
    tenant TEXT NOT NULL,
    role_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    PRIMARY KEY (environment, tenant, role_id, user_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX assignments_by_user ON assignments (environment, user_id, tenant, role_id);

CREATE TABLE events (
    environment BLOB NOT NULL,
    position INTEGER NOT NULL,
    operation_id BLOB NOT NULL,
    time INTEGER NOT NULL,
    tenant TEXT,
    token_id BLOB,
    kind TEXT NOT NULL,
    resource_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    detail TEXT,
    PRIMARY KEY (environment, position)
) WITHOUT ROWID;
