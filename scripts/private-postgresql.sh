# For the scripts here that run a PostgreSQL of their own, on loopback, in a directory that goes with them; they read it with `source`.
# Needs PostgreSQL's programs (Debian: postgresql-15); their directory can be named in SCIM_POSTGRESQL_BIN.

fail() {
  echo "$*" >&2
  exit 1
}

# The next port from here on that nobody listens on.
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

# Sets bin, the directory of PostgreSQL's programs, or fails where this one is missing.
find_postgresql() {
  bin=${SCIM_POSTGRESQL_BIN:-$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)}
  [ -x "$bin/$1" ] || fail "$1 is not here: install PostgreSQL (Debian: postgresql-15), or name its bin directory in SCIM_POSTGRESQL_BIN."
}

# Starts a server with an empty database 'scim' in $directory. Sets database_port, server (its process) and database (the connection string).
# Usage: start_postgresql [SETTING=VALUE ...]
start_postgresql() {
  local options setting
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$directory"; fi
  chmod 711 "$directory"
  # Below the ports that connections going out are given.
  database_port=$(free_port 15432)
  options="-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories="
  for setting in "$@"; do
    options+=" -c $setting"
  done
  as_owner "$bin/initdb" -D "$directory/postgresql" -U scim -A trust -E UTF8 --locale=C --no-sync >/dev/null
  as_owner "$bin/pg_ctl" -D "$directory/postgresql" -l "$directory/postgresql/server.log" -w start -o "$options" >/dev/null || fail "$(cat "$directory/postgresql/server.log")"
  server=$(head -n 1 "$directory/postgresql/postmaster.pid")
  as_owner "$bin/createdb" -h 127.0.0.1 -p "$database_port" -U scim scim
  database="Host=127.0.0.1;Port=$database_port;Username=scim;Database=scim"
}

# Does nothing where none was started.
stop_postgresql() {
  if [ -n "${server:-}" ]; then
    as_owner "$bin/pg_ctl" -D "$directory/postgresql" -m fast -w stop >/dev/null || true
    server=
  fi
}
