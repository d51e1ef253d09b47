#!/usr/bin/env bash
# Measures one node on PostgreSQL against what the same machine can do in the same run, and three nodes against one. Everything is private, on loopback, and removed at the end.
# Needs the .NET 10 SDK and PostgreSQL's programs with pgbench (Debian: postgresql-15); their directory can be named in SCIM_POSTGRESQL_BIN.
# Usage: scripts/benchmark-postgresql.sh [ROUNDS] [SECONDS]   3 rounds of 10 s for each measurement unless said; about two minutes a round. On a machine that does nothing else.
#
# Creates   64 connections POST users. Against them pgbench, 64 clients, prepared statements, one transaction for each user with the rows that the node writes: user (with the profile
#           and search document of a user that the node has stored), e-mail, link, event, and all indexes of the schema. Once without and once with the rows that all creations of
#           an environment share (its event position and count of users): with them pgbench's clients wait for each other's commit, the node's batches do not.
# Reads     16 connections GET users by id; against them Kestrel alone, which gives back the bytes of one of these answers.
# CPU       of nodes and of PostgreSQL for each request, of one node, and of three that each connection takes in turn.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/private-postgresql.sh

rounds=${1:-3}
seconds=${2:-10}
writers=64
readers=16
pids=()

stop_all() {
  # A second Ctrl-C must not leave the server behind.
  trap '' INT TERM
  trap - EXIT
  if [ "${#pids[@]}" -gt 0 ]; then
    kill -TERM "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
  fi
  stop_postgresql
  rm -rf "$directory"
}

[[ $rounds =~ ^[1-9][0-9]?$ ]] || fail "ROUNDS is '$rounds': it must be a number from 1 to 99."
[[ $seconds =~ ^[1-9][0-9]?$ ]] || fail "SECONDS is '$seconds': it must be a number from 1 to 99."
find_postgresql pgbench

directory=$(mktemp -d)
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for project in src/Silo tests/Load; do
  log=$(dotnet build "$project" -c Release -v quiet --nologo 2>&1) || fail "$log"
done
load() {
  dotnet tests/Load/bin/Release/net10.0/Load.dll "$@"
}

start_postgresql max_connections=300 shared_buffers=512MB max_wal_size=4GB
sql() {
  "$bin/psql" -h 127.0.0.1 -p "$database_port" -U scim -d scim -qAtX -v ON_ERROR_STOP=1 "$@"
}

mkdir "$directory/nodes"
chmod 700 "$directory/nodes"
http_port=8181 silo_port=11211 gateway_port=30100
urls=()
start_node() {
  local i=$((${#urls[@]} + 1)) url
  http_port=$(free_port "$http_port") silo_port=$(free_port "$silo_port") gateway_port=$(free_port "$gateway_port")
  url="http://127.0.0.1:$http_port"
  dotnet src/Silo/bin/Release/net10.0/Silo.dll --Mode cluster --urls "$url" --bootstrap-file "$directory/nodes/first-start.json" \
    --PostgreSql:ConnectionString "$database" --Cluster:Name "node-$i" --Cluster:Address 127.0.0.1 \
    --Cluster:SiloPort "$silo_port" --Cluster:GatewayPort "$gateway_port" --Drain:Delay 1 >"$directory/nodes/$i.log" 2>&1 </dev/null &
  pids+=($!)
  urls+=("$url")
  http_port=$((http_port + 1)) silo_port=$((silo_port + 1)) gateway_port=$((gateway_port + 1))
  for ((wait = 0; ; wait++)); do
    if curl -fs -o /dev/null -m 2 "$url/health/ready"; then break; fi
    if [ "$wait" -ge 240 ] || ! kill -0 "${pids[-1]}" 2>/dev/null; then fail "$(cat "$directory/nodes/$i.log")"; fi
    sleep 0.5
  done
}
start_node
until [ -s "$directory/nodes/first-start.json" ]; do sleep 0.2; done
token=$(sed -n 's/.*"token": "\(.*\)".*/\1/p' "$directory/nodes/first-start.json")
path=/scim/v2/default/dev/v2/default

# CPU time so far, in hundredths of a second: of processes, and of PostgreSQL with all that it has started, of which some have ended.
cpu_of() {
  local sum=0 pid ticks
  for pid in "$@"; do
    ticks=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | awk '{ print $12 + $13 }') || true
    sum=$((sum + ${ticks:-0}))
  done
  echo "$sum"
}
cpu_of_postgresql() {
  local children ended
  children=$(pgrep -P "$server" || true)
  ended=$(sed 's/.*) //' "/proc/$server/stat" | awk '{ print $14 + $15 }')
  # shellcheck disable=SC2086
  echo $(($(cpu_of "$server" $children) + ended))
}

# Runs the load and sets $requests $rate $p50 $p99 $node_cpu $database_cpu (microseconds a request).
measure() {
  local nodes_before database_before nodes_after database_after line
  nodes_before=$(cpu_of "${pids[@]}") database_before=$(cpu_of_postgresql)
  line=$(load "$@") || fail "The load failed: $*: $line"
  nodes_after=$(cpu_of "${pids[@]}") database_after=$(cpu_of_postgresql)
  read -r requests rate p50 p99 <<<"$line"
  node_cpu=$(((nodes_after - nodes_before) * 10000 / requests)) database_cpu=$(((database_after - database_before) * 10000 / requests))
}

creates() {
  local nodes
  nodes=$(IFS=,; echo "${urls[*]}")
  sql -c CHECKPOINT
  measure create --nodes "$nodes" --path "$path" --token "$token" --connections "$writers" --seconds "$1" --prefix "u$RANDOM$RANDOM" --ids "$directory/nodes/ids"
}
gets() {
  local nodes
  nodes=$(IFS=,; echo "${urls[*]}")
  # The first read of a user through a node asks the database: these come before what is measured.
  head -n 2000 "$directory/nodes/ids" >"$directory/nodes/some"
  load get --nodes "$nodes" --path "$path" --token "$token" --connections "$readers" --seconds 4 --ids "$directory/nodes/some" >/dev/null
  measure get --nodes "$nodes" --path "$path" --token "$token" --connections "$readers" --seconds "$1" --ids "$directory/nodes/some"
}

echo "$(nproc) processors, $("$bin/postgres" --version), $(dotnet --version); load average before: $(cut -d' ' -f1-3 /proc/loadavg)"
creates 5
gets 3

# A row that the node has written becomes pgbench's: its user's name gives way to a number.
sample=$(sql -c "SELECT user_name FROM users ORDER BY number DESC LIMIT 1")
name=${sample%@*}
# A text constant; colons are hidden from pgbench, to which they begin a variable.
text_of() {
  echo "E'$(sql -c "SELECT $1 FROM $2 LIMIT 1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g; s/:/\\\\x3a/g; s/$name/' || (:number)::text || E'/g")'"
}
user="user_name = '$sample'"
insert_rows() {
  cat <<SQL
\set counter :counter + 1
\set number :base + :client_id * 10000000 + :counter
BEGIN;
INSERT INTO users (environment, id, number, user_name, user_name_folded, display_name, display_name_folded, active, provisional, version, created, modified, emails, profile, search)
VALUES ('$1', lpad(to_hex((:number)::bigint), 32, '0')::uuid, (:number)::bigint, (:number)::text || '@example.com', (:number)::text || '@example.com', 'Barbara Jensen', 'barbara jensen', true, false, 1,
  638000000000000000 + (:number)::bigint, 638000000000000000 + (:number)::bigint, $(text_of emails "users WHERE $user"),
  convert_to($(text_of "convert_from(profile, 'UTF8')" "users WHERE $user"), 'UTF8'), ($(text_of search "users WHERE $user"))::jsonb);
INSERT INTO user_emails (environment, value_folded, user_id) VALUES ('$1', (:number)::text || '@example.com', lpad(to_hex((:number)::bigint), 32, '0')::uuid);
INSERT INTO links (environment, tenant, user_id, external_id, version, modified)
VALUES ('$1', 'default', lpad(to_hex((:number)::bigint), 32, '0')::uuid, '00u-' || (:number)::text, 1, 638000000000000000 + (:number)::bigint);
SQL
}
event_values() {
  local author
  author=$(sql -c "SELECT token_id FROM events WHERE resource_id = (SELECT id FROM users WHERE $user) LIMIT 1")
  echo "gen_random_uuid(), 638000000000000000 + (:number)::bigint, 'default', '$author'::uuid, 'user.created', lpad(to_hex((:number)::bigint), 32, '0')::uuid, 1, NULL"
}
columns="environment, position, operation_id, time, tenant, token_id, kind, resource_id, version, detail"
apart=$(sql -c "INSERT INTO environments (id, project_id, key, name, created) SELECT gen_random_uuid(), project_id, 'pgbench-1', '', 0 FROM environments LIMIT 1 RETURNING id")
shared=$(sql -c "INSERT INTO environments (id, project_id, key, name, created) SELECT gen_random_uuid(), project_id, 'pgbench-2', '', 0 FROM environments LIMIT 1 RETURNING id")
{
  insert_rows "$apart"
  echo "INSERT INTO events ($columns) VALUES ('$apart', (:number)::bigint, $(event_values));"
  echo "END;"
} >"$directory/apart.sql"
{
  insert_rows "$shared"
  echo "INSERT INTO user_blocks AS b (environment, block, count) VALUES ('$shared', 0, 1) ON CONFLICT (environment, block) DO UPDATE SET count = b.count + 1;"
  echo "WITH raised AS (UPDATE environments SET event_position = event_position + 1 WHERE id = '$shared' RETURNING event_position)"
  echo "INSERT INTO events ($columns) SELECT '$shared', event_position, $(event_values) FROM raised;"
  echo "END;"
} >"$directory/shared.sql"
pgbench_rate() {
  local base=$(((SECONDS + 100) * 10000000000)) # no number twice
  sql -c CHECKPOINT
  "$bin/pgbench" -h 127.0.0.1 -p "$database_port" -U scim -n -M prepared -c "$writers" -j 2 -T "$2" -D counter=0 -D base="$base" -f "$1" scim >"$directory/nodes/pgbench.log" 2>&1 \
    || fail "$(cat "$directory/nodes/pgbench.log")"
  sed -n 's/^tps = \([0-9]*\).*/\1/p' "$directory/nodes/pgbench.log"
}
pgbench_rate "$directory/apart.sql" 3 >/dev/null
pgbench_rate "$directory/shared.sql" 3 >/dev/null

bare_port=$(free_port 8281)
curl -fs -m 5 -H "Authorization: Bearer $token" "${urls[0]}$path/Users/$(head -n 1 "$directory/nodes/ids")" >"$directory/nodes/body"
dotnet tests/Load/bin/Release/net10.0/Load.dll bare --url "http://127.0.0.1:$bare_port" --path "$path" --body "$directory/nodes/body" >/dev/null 2>&1 </dev/null &
bare=$!
pids+=("$bare")
until curl -fs -o /dev/null -m 2 "http://127.0.0.1:$bare_port$path/Users/x"; do sleep 0.2; done
bare_rate() {
  load get --nodes "http://127.0.0.1:$bare_port" --path "$path" --token "$token" --connections "$readers" --seconds "$1" --ids "$directory/nodes/ids" | cut -d' ' -f2
}
bare_rate 3 >/dev/null

ratio() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}
round() {
  local apart_rate shared_rate floor
  apart_rate=$(pgbench_rate "$directory/apart.sql" "$seconds")
  creates "$seconds"
  shared_rate=$(pgbench_rate "$directory/shared.sql" "$seconds")
  printf '%-8s creates  %6d/s (p50 %s, p99 %s ms)  pgbench %6d/s: %s, with the shared rows %6d/s: %s    CPU a request: nodes %d us, PostgreSQL %d us\n' \
    "$1" "$rate" "$p50" "$p99" "$apart_rate" "$(ratio "$rate" "$apart_rate")" "$shared_rate" "$(ratio "$rate" "$shared_rate")" "$node_cpu" "$database_cpu"
  floor=$(bare_rate "$seconds")
  gets "$seconds"
  printf '%-8s reads    %6d/s (p50 %s, p99 %s ms)  Kestrel %6d/s: %s    CPU a request: nodes %d us, PostgreSQL %d us\n' \
    "$1" "$rate" "$p50" "$p99" "$floor" "$(ratio "$rate" "$floor")" "$node_cpu" "$database_cpu"
}
for ((r = 1; r <= rounds; r++)); do round "1 node"; done
start_node
start_node
# New processes are compiled while they run: until then they say little about three nodes.
creates "$((seconds * 2))"
gets 3
for ((r = 1; r <= rounds; r++)); do round "3 nodes"; done
