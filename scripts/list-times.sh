#!/usr/bin/env bash
# How long lists take, over HTTP, of one node on SQLite and then on PostgreSQL: filters by what has an index, and pages in several orders, by index and by cursor. Prints two tables.
# Everything is private, on loopback, and removed at the end. On a machine that does nothing else.
# Needs the .NET 10 SDK and PostgreSQL's programs (Debian: postgresql-15); their directory can be named in SCIM_POSTGRESQL_BIN.
# Usage: scripts/list-times.sh [USERS] [sqlite|postgresql]   100000 unless said, both unless said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/private-postgresql.sh

users=${1:-100000}
stores=${2:-sqlite postgresql}
node=

stop_node() {
  if [ -n "$node" ]; then
    kill -TERM "$node" 2>/dev/null || true
    wait "$node" 2>/dev/null || true
    node=
  fi
}

stop_all() {
  # A second Ctrl-C must not leave the server behind.
  trap '' INT TERM
  trap - EXIT
  stop_node
  stop_postgresql
  rm -rf "$directory"
}

[[ $users =~ ^[1-9][0-9]{2,6}$ ]] || fail "USERS is '$users': it must be a number from 100 to 9999999."
directory=$(mktemp -d)
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for project in src/Silo tests/Load; do
  log=$(dotnet build "$project" -c Release -v quiet --nologo 2>&1) || fail "$log"
done

for store in $stores; do
  files="$directory/$store.node"
  mkdir -m 700 "$files"
  arguments=()
  case $store in
    sqlite) version="SQLite, the file of one node" ;;
    postgresql)
      find_postgresql postgres
      start_postgresql shared_buffers=512MB max_wal_size=4GB
      version=$("$bin/postgres" --version)
      arguments=(--PostgreSql:ConnectionString "$database")
      ;;
    *) fail "'$store' is neither sqlite nor postgresql." ;;
  esac
  url="http://127.0.0.1:$(free_port 8181)"
  dotnet src/Silo/bin/Release/net10.0/Silo.dll --urls "$url" --data "$files/data" --bootstrap-file "$files/first-start.json" "${arguments[@]}" >"$files/log" 2>&1 </dev/null &
  node=$!
  for ((wait = 0; ; wait++)); do
    if [ -s "$files/first-start.json" ] && curl -fs -o /dev/null -m 2 "$url/health/ready"; then break; fi
    if [ "$wait" -ge 240 ] || ! kill -0 "$node" 2>/dev/null; then fail "$(cat "$files/log")"; fi
    sleep 0.5
  done
  token=$(sed -n 's/.*"token": "\(.*\)".*/\1/p' "$files/first-start.json")
  printf '%s, %d users, %d processors\n\n| list | finds | ms, median of 9 | ms, slowest |\n|---|---|---|---|\n' "$version" "$users" "$(nproc)"
  dotnet tests/Load/bin/Release/net10.0/Load.dll lists --nodes "$url" --path /scim/v2/default/dev/v2/default --token "$token" --users "$users"
  echo
  stop_node
done
