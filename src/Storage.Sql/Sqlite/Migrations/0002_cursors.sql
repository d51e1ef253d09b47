-- What the service keeps secret for itself. Cursors are sealed with theirs: made once, with the directory, and kept over restarts.
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

INSERT INTO secrets (name, value) VALUES ('cursors', randomblob(32));
