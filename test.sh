#!/usr/bin/env bash
# Restores, builds, checks the format and runs every test. Needs the .NET 10 SDK, and PostgreSQL 15 for the tests of that store
# (installed here where it is missing and this runs as root), and kubectl 1.27 or newer for the tests of k8s/ (Debian's is too old); uses loopback and free ports only.
# Usage: test.sh [TEST-PROJECT ...]   e.g. test.sh Scim.Protocol.Tests: those projects alone.
# The last line is 'N passed, N failed'; the exit status is 0 only when all is well.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build server outlives this script. One compiler for all projects takes half the time of one for each; it has a name of its own, and is ended by it.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
compiler=scim-test-$$
build=(-c Release -v quiet -nodeReuse:false -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler")

results=artifacts/test-results
passed=0 failed=0 skipped=0 broken=0
on_both_stores=$(printf '|FullyQualifiedName~Scim.Service.Tests.%s.' Exchanges Extensions Groups Profiles Protocol Rules Users)
on_both_stores=${on_both_stores#|}

# A step that is no test: its failure fails the run, and the message says which it was.
step() {
  local name=$1
  shift
  echo "== $name"
  if ! "$@"; then
    echo "FAILED: $name"
    broken=1
    return 1
  fi
}

# The brackets keep grep from finding itself.
end_compiler() {
  local found
  for found in $(grep -lsa -e "-pipename:[s]${compiler#s}" /proc/[0-9]*/cmdline); do
    found=${found#/proc/}
    kill "${found%/cmdline}" 2>/dev/null
  done
}
trap end_compiler EXIT

# The value of one attribute of the results' <Counters .../>.
counter() {
  sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1
}

# Usage: run_tests PROJECT [NAME ARGUMENT ...]   NAME is that of the results, the arguments are for `dotnet test`.
run_tests() {
  local project=$1 name=${2:-$1} status=0
  local trx="$results/$name.trx"
  echo "== $name"
  timeout --kill-after=30s 10m dotnet test "tests/$project/$project.csproj" -c Release --no-build --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --blame-hang-timeout 5m --blame-hang-dump-type none "${@:3}" || status=$?
  if [ ! -f "$trx" ]; then
    echo "FAILED: $name gave no results"
    broken=1
    return
  fi
  local total ok bad
  total=$(counter "$trx" total) ok=$(counter "$trx" passed) bad=$(counter "$trx" failed)
  passed=$((passed + ok))
  failed=$((failed + bad))
  skipped=$((skipped + total - ok - bad))
  if [ "$total" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
    echo "FAILED: $name ended with status $status after $total tests"
    broken=1
  fi
}

if [ ! -x "${SCIM_TEST_POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}/postgres" ] && [ "$(id -u)" -eq 0 ]; then
  step PostgreSQL sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-15 >/dev/null'
fi

rm -rf "$results"
if step restore dotnet restore Scim.sln -v quiet -nodeReuse:false && step build dotnet build Scim.sln --no-restore "${build[@]}"; then
  end_compiler
  if [ "$#" -eq 0 ]; then
    # What breaks the rules of style and of analyzers is an error of the build, or of Architecture.Tests.
    step format dotnet format whitespace Scim.sln --verify-no-changes --no-restore
    set -- $(find tests -mindepth 2 -maxdepth 2 -name '*.Tests.csproj' -printf '%f\n' | sed 's/\.csproj$//' | sort)
  fi
  for project in "$@"; do
    run_tests "$project"
    # What a client sees is the same on both stores.
    if [ "$project" = Service.Tests ]; then
      SCIM_TEST_STORE=postgresql run_tests Service.Tests 'Service.Tests on PostgreSQL' --filter "$on_both_stores"
    fi
  done
fi

if [ $((passed + failed)) -eq 0 ]; then
  echo "FAILED: no test ran"
  broken=1
fi
[ "$broken" -eq 0 ] || failed=$((failed + 1))
[ "$skipped" -eq 0 ] || echo "$skipped skipped; each says why"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
