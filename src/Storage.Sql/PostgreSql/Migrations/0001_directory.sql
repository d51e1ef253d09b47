-- Times are ticks of 100 ns since 0001-01-01, UTC: timestamptz would lose the last digit. Text that is compared in order has the collation "C",
-- which is the order of code points. A user's place in the order of creation and a group's place in its tenant's order come from sequences:
-- they only have to be stable, so that nodes need not wait for each other's.

-- An index entry holds at most about 2700 bytes, a text 4096 characters: a long text is indexed by its beginning and its hash.
-- convert_to is only stable by its declaration; the encoding of a database never changes.
CREATE FUNCTION scim_index_key(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF length(value) <= 128 THEN
        RETURN value;
    END IF;
    RETURN left(value, 128) || encode(sha256(convert_to(value, 'UTF8')), 'hex');
END
$$;

CREATE TABLE projects (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    key text COLLATE "C" NOT NULL,
    name text NOT NULL,
    created bigint NOT NULL,
    CONSTRAINT projects_by_key UNIQUE (key)
);

-- event_position is raised last in every transaction that writes events: whoever waits for this row waits for that commit.
CREATE TABLE environments (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    name text NOT NULL,
    created bigint NOT NULL,
    event_position bigint NOT NULL DEFAULT 0,
    CONSTRAINT environments_by_id UNIQUE (id),
    CONSTRAINT environments_by_key UNIQUE (project_id, key)
) WITH (fillfactor = 50);

CREATE TABLE administrator_keys (
    hash bytea PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    description text NOT NULL,
    created bigint NOT NULL
);

CREATE TABLE tenants (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    environment uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    id uuid NOT NULL UNIQUE,
    name text NOT NULL,
    created bigint NOT NULL,
    CONSTRAINT tenants_by_key UNIQUE (environment, key)
);

CREATE TABLE tokens (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    environment uuid NOT NULL,
    id uuid NOT NULL,
    hash bytea NOT NULL UNIQUE,
    tenant text COLLATE "C",
    description text NOT NULL,
    created bigint NOT NULL,
    expires bigint,
    revoked bigint,
    last_used bigint,
    UNIQUE (environment, id)
);

-- profile: the bytes as they came. search: the same with every value in the form in which filters compare it (docs/decisions/0008-postgresql.md).
CREATE SEQUENCE user_numbers;
CREATE TABLE users (
    environment uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    user_name text NOT NULL,
    user_name_folded text COLLATE "C" NOT NULL,
    display_name text NOT NULL,
    display_name_folded text COLLATE "C" NOT NULL,
    active boolean NOT NULL,
    provisional boolean NOT NULL,
    version bigint NOT NULL,
    created bigint NOT NULL,
    modified bigint NOT NULL,
    emails text,
    profile bytea NOT NULL,
    search jsonb NOT NULL,
    CONSTRAINT users_by_id PRIMARY KEY (environment, id)
);
CREATE UNIQUE INDEX users_by_number ON users (environment, number);
CREATE UNIQUE INDEX users_by_name ON users (environment, scim_index_key(user_name_folded));
CREATE INDEX users_by_modified ON users (environment, active, modified);

-- How many users there are among each 1024 numbers: a page far into the list is found by adding up few of these rows.
CREATE TABLE user_blocks (
    environment uuid NOT NULL,
    block bigint NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (environment, block)
) WITH (fillfactor = 50);

-- value_folded is the key of the folded value (scim_index_key).
CREATE TABLE user_emails (
    environment uuid NOT NULL,
    value_folded text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (environment, value_folded, user_id)
);

CREATE TABLE links (
    environment uuid NOT NULL,
    user_id uuid NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    external_id text COLLATE "C",
    version bigint NOT NULL,
    modified bigint NOT NULL,
    PRIMARY KEY (environment, user_id, tenant)
);
CREATE INDEX links_by_external_id ON links (environment, tenant, scim_index_key(external_id)) WHERE external_id IS NOT NULL;
CREATE INDEX links_by_modified ON links (environment, tenant, modified);

CREATE TABLE roles (
    environment uuid NOT NULL,
    id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    display_name text NOT NULL,
    defined boolean NOT NULL,
    created bigint NOT NULL,
    PRIMARY KEY (environment, id),
    CONSTRAINT roles_by_key UNIQUE (environment, key)
);

-- A released group stays with held = false and no name_key, so that its version goes on when it is taken up again (rule G8).
-- name is the override or the role's own name, which never changes. number: its place in the tenant's order.
CREATE SEQUENCE group_numbers;
CREATE TABLE groups (
    environment uuid NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    role_id uuid NOT NULL,
    held boolean NOT NULL,
    number bigint NOT NULL,
    role_key text COLLATE "C" NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C",
    name_folded text COLLATE "C" NOT NULL,
    external_id text COLLATE "C",
    version bigint NOT NULL,
    member_count integer NOT NULL,
    created bigint NOT NULL,
    modified bigint NOT NULL,
    PRIMARY KEY (environment, tenant, role_id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX groups_by_name_key ON groups (environment, tenant, name_key);
CREATE UNIQUE INDEX groups_by_number ON groups (environment, tenant, number) WHERE held;
CREATE INDEX groups_by_name ON groups (environment, tenant, name_folded) WHERE held;
CREATE INDEX groups_by_external_id ON groups (environment, tenant, scim_index_key(external_id)) WHERE external_id IS NOT NULL;
CREATE INDEX groups_by_modified ON groups (environment, tenant, modified) WHERE held;
CREATE INDEX groups_by_role ON groups (environment, role_id);

CREATE TABLE assignments (
    environment uuid NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    role_id uuid NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (environment, tenant, role_id, user_id)
);
CREATE UNIQUE INDEX assignments_by_user ON assignments (environment, user_id, tenant, role_id);

CREATE TABLE events (
    environment uuid NOT NULL,
    position bigint NOT NULL,
    operation_id uuid NOT NULL,
    time bigint NOT NULL,
    tenant text COLLATE "C",
    token_id uuid,
    kind text COLLATE "C" NOT NULL,
    resource_id uuid NOT NULL,
    version bigint NOT NULL,
    detail text,
    PRIMARY KEY (environment, position)
);

-- renewals comes from a sequence, so that the count of a node that left and came back never repeats an earlier one.
CREATE SEQUENCE lease_renewals;
CREATE TABLE node_leases (
    node text COLLATE "C" PRIMARY KEY,
    duration bigint NOT NULL,
    renewals bigint NOT NULL
) WITH (fillfactor = 50);
