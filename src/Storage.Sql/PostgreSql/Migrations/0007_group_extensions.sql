-- A tenant's data of extension schemas for a group: "schemas" and an object under each URN. NULL: none.
-- extensions: the bytes as they came. search: the same with every value in the form in which filters compare it (docs/decisions/0008-postgresql.md).
ALTER TABLE groups ADD COLUMN extensions bytea, ADD COLUMN search jsonb;
