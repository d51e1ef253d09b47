-- The extension schemas of environments. version moves with every change of an environment's set; a write that was decided by the set is held to it.
CREATE TABLE schema_sets (
    environment BLOB PRIMARY KEY,
    version INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE extension_schemas (
    number INTEGER PRIMARY KEY,
    environment BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    urn TEXT NOT NULL,
    urn_folded TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    required INTEGER NOT NULL,
    document TEXT NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    UNIQUE (environment, urn_folded)
);
