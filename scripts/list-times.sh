#!/usr/bin/env bash
# How long lists take, over HTTP, of one node on SQLite and then on PostgreSQL: filters by what has an index, and pages in several orders, by index and by cursor. Prints two tables.
# Everything is private, on loopback, and removed at the end. On a machine that does nothing else.
# Needs the .NET 10 SDK and PostgreSQL's programs (Debian: postgresql-15); their directory can be named in SCIM_POSTGRESQL_BIN.
# Usage: scripts/list-times.sh [USERS] [sqlite|postgresql]   100000 unless said, both unless said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

users=${1:-100000}
stores=${2:-sqlite postgresql}
node=
server=

fail() {
  echo "$*" >&2
  exit 1
}

free_port() {
  local candidate=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; do
    candidate=$((candidate + 1))
  done
  echo "$candidate"
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

stop_node() {
  if [ -n "$node" ]; then
    kill -TERM "$node" 2>/dev/null || true
    wait "$node" 2>/dev/null || true
    node=
  fi
}

stop_all() {
  trap - EXIT INT TERM
  stop_node
  if [ -n "$server" ]; then
    as_owner "$bin/pg_ctl" -D "$directory/postgresql" -m fast -w stop >/dev/null || true
  fi
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

start_postgresql() {
  bin=${SCIM_POSTGRESQL_BIN:-$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)}
  [ -x "$bin/initdb" ] || fail "PostgreSQL is not here: install it (Debian: postgresql-15), or name its bin directory in SCIM_POSTGRESQL_BIN."
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$directory"; fi
  chmod 711 "$directory"
  database_port=$(free_port 15432)
  as_owner "$bin/initdb" -D "$directory/postgresql" -U scim -A trust -E UTF8 --locale=C >/dev/null
  as_owner "$bin/pg_ctl" -D "$directory/postgresql" -l "$directory/postgresql/server.log" -w start \
    -o "-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=512MB -c max_wal_size=4GB" >/dev/null ||
    fail "$(cat "$directory/postgresql/server.log")"
  server=$database_port
  as_owner "$bin/createdb" -h 127.0.0.1 -p "$database_port" -U scim scim
}

for store in $stores; do
  files="$directory/$store.node"
  mkdir -m 700 "$files"
  arguments=()
  case $store in
    sqlite) version="SQLite, the file of one node" ;;
    postgresql)
      start_postgresql
      version=$("$bin/postgres" --version)
      arguments=(--PostgreSql:ConnectionString "Host=127.0.0.1;Port=$database_port;Username=scim;Database=scim")
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
