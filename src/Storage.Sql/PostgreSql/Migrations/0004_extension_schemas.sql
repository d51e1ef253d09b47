-- The extension schemas of environments. version moves with every change of an environment's set; a write that was decided by the set locks it
-- FOR SHARE, and so waits for a change that is under way, and a change for it.
CREATE TABLE schema_sets (
    environment uuid PRIMARY KEY,
    version bigint NOT NULL
);

CREATE TABLE extension_schemas (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    environment uuid NOT NULL,
    id uuid NOT NULL UNIQUE,
    urn text COLLATE "C" NOT NULL,
    urn_folded text COLLATE "C" NOT NULL,
    resource_type text COLLATE "C" NOT NULL,
    required boolean NOT NULL,
    document bytea NOT NULL,
    created bigint NOT NULL,
    modified bigint NOT NULL,
    CONSTRAINT extension_schemas_by_urn UNIQUE (environment, urn_folded)
);
