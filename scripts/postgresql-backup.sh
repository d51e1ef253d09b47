#!/bin/sh
# Writes the directory's database to one file, as it is at one moment, while nodes go on serving.
# Usage: postgresql-backup.sh FILE   (the database: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD or PGPASSFILE, as for psql)
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FILE" >&2; exit 2; }

# Which nodes are alive, and what they were promised, is true of this cluster at this moment and of no other.
umask 077
pg_dump --format=custom --no-owner --no-privileges --lock-wait-timeout=60s \
  --exclude-table-data=node_leases --exclude-table-data=orleansmembershiptable --exclude-table-data=orleansmembershipversiontable \
  --file="$1.part"
# A file of the final name is a whole one.
pg_restore --list "$1.part" >/dev/null
mv "$1.part" "$1"
