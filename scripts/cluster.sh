#!/usr/bin/env bash
# A cluster to try on this machine: a private PostgreSQL and three nodes, all on loopback. Ctrl-C stops everything and removes what was made.
# Needs the .NET 10 SDK and PostgreSQL's programs (Debian: postgresql-15); their directory can be named in SCIM_POSTGRESQL_BIN.
# Usage: scripts/cluster.sh [NODES]   3 unless said; HTTP ports from 8081, or from PORT if that is set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/private-postgresql.sh

nodes=${1:-3}
port=${PORT:-8081}
pids=()

stop_all() {
  # A second Ctrl-C must not leave the server behind.
  trap '' INT TERM
  trap - EXIT
  if [ "${#pids[@]}" -gt 0 ]; then
    echo "Stopping."
    kill -TERM "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
  fi
  stop_postgresql
  rm -rf "$directory"
}

[[ $nodes =~ ^[1-9]$ ]] || fail "NODES is '$nodes': it must be a number from 1 to 9."
find_postgresql postgres

directory=$(mktemp -d)
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "Building."
log=$(dotnet build src/Silo -c Release -v quiet --nologo 2>&1) || fail "$log"

echo "Starting PostgreSQL."
start_postgresql max_connections=200

# Ctrl-C goes to this script alone; it stops the nodes itself, in its own order.
set -m
mkdir "$directory/nodes"
chmod 700 "$directory/nodes"
silo_port=11111
gateway_port=30000
urls=()
for ((i = 1; i <= nodes; i++)); do
  port=$(free_port "$port") silo_port=$(free_port "$silo_port") gateway_port=$(free_port "$gateway_port")
  url="http://127.0.0.1:$port"
  dotnet src/Silo/bin/Release/net10.0/Silo.dll --Mode cluster --urls "$url" --bootstrap-file "$directory/nodes/first-start.json" \
    --PostgreSql:ConnectionString "$database" \
    --Cluster:Name "node-$i" --Cluster:Address 127.0.0.1 --Cluster:SiloPort "$silo_port" --Cluster:GatewayPort "$gateway_port" \
    --Drain:Delay 1 >"$directory/nodes/$i.log" 2>&1 </dev/null &
  pids+=($!)
  urls+=("$url")
  port=$((port + 1)) silo_port=$((silo_port + 1)) gateway_port=$((gateway_port + 1))
done

echo "Starting $nodes nodes."
for ((i = 0; i < nodes; i++)); do
  for ((wait = 0; ; wait++)); do
    if curl -fs -o /dev/null -m 2 "${urls[i]}/health/ready"; then break; fi
    if [ "$wait" -ge 120 ] || ! kill -0 "${pids[i]}" 2>/dev/null; then
      cat "$directory/nodes/$((i + 1)).log" >&2
      fail "Node $((i + 1)) did not start."
    fi
    sleep 0.5
  done
done
until [ -s "$directory/nodes/first-start.json" ]; do sleep 0.2; done

secret() {
  sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" "$directory/nodes/first-start.json"
}

echo
for ((i = 0; i < nodes; i++)); do
  echo "node-$((i + 1))  process ${pids[i]}  ${urls[i]}/scim/v2/default/dev/v2/default"
done
cat <<TEXT

SCIM token         $(secret token)
Administrator key  $(secret adminKey)
Logs               $directory/nodes/*.log

Write through one node, read through another, kill a third:
  curl -H 'Authorization: Bearer $(secret token)' -H 'Content-Type: application/scim+json' -d '{"userName":"ada@example.com"}' '${urls[0]}/scim/v2/default/dev/v2/default/Users'
  curl -H 'Authorization: Bearer $(secret token)' '${urls[nodes > 1 ? 1 : 0]}/scim/v2/default/dev/v2/default/Users'
  kill -9 ${pids[nodes - 1]}

Ctrl-C stops everything.
TEXT
# A node that ends (or is killed) leaves the others running.
for pid in "${pids[@]}"; do
  wait "$pid" || true
done
