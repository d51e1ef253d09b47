-- E-mails and externalIds are found by their text again, each with only what makes its place unique (docs/decisions/0020-lookups-by-text.md): those that come in order are written next to each other.

CREATE TABLE user_emails_by_value (
    value_folded TEXT NOT NULL,
    user INTEGER NOT NULL,
    PRIMARY KEY (value_folded, user)
) WITHOUT ROWID;
INSERT INTO user_emails_by_value
SELECT m.value, u.row FROM users u CROSS JOIN json_each(u.emails) m WHERE m.value <> u.user_name_folded ORDER BY m.value, u.row;
DROP TABLE user_emails;
ALTER TABLE user_emails_by_value RENAME TO user_emails;

DROP INDEX links_by_external_id;
ALTER TABLE links DROP COLUMN external_hash;
CREATE INDEX links_by_external_id ON links (external_id, tenant, environment) WHERE external_id IS NOT NULL;
