#!/bin/sh
# Fills an empty database from a file of postgresql-backup.sh: all of it or nothing. No node may use the database meanwhile.
# Usage: postgresql-restore.sh FILE   (the database: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD or PGPASSFILE, as for psql)
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FILE" >&2; exit 2; }

: "${PGDATABASE:?names the database to fill}"
tables=$(psql -X -A -t -v ON_ERROR_STOP=1 -c "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] || { echo "The database '$PGDATABASE' is not empty: restore into a new one." >&2; exit 1; }

pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$PGDATABASE" "$1"
# Filters are planned by these figures; a restored table has none.
psql -X -q -v ON_ERROR_STOP=1 -c ANALYZE
