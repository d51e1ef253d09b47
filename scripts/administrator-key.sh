#!/bin/sh
# Makes a new administrator key in place of all former ones, prints it, and stores its SHA-256. On a migrated database that is still empty it also keeps the
# first node from making a key and a token of its own and printing them into its log.
# Usage: administrator-key.sh   (the database: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD or PGPASSFILE, as for psql)
set -eu
[ $# -eq 0 ] || { echo "usage: $0" >&2; exit 2; }

key="scimadm_$(openssl rand -base64 36 | tr '+/' '-_')"
hash=$(printf %s "$key" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
# created: ticks of 100 ns since 0001-01-01, UTC. Only the hash leaves this machine.
psql -X -q -v ON_ERROR_STOP=1 -v hash="$hash" <<'SQL'
BEGIN;
DELETE FROM administrator_keys;
INSERT INTO administrator_keys (hash, id, description, created)
VALUES (decode(:'hash', 'hex'), gen_random_uuid(), 'administrator-key.sh', 621355968000000000 + (extract(epoch FROM now()) * 10000000)::bigint);
COMMIT;
SQL
printf '%s\n' "$key"
