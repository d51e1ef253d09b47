-- A tenant's data of extension schemas for a group: JSON with "schemas" and an object under each URN. NULL: none.
ALTER TABLE groups ADD COLUMN extensions TEXT;
