#!/usr/bin/env bash
# Takes clusters of real processes apart under load and prints what it measured: nodes killed, frozen, stopped, restarted and parted, the database restarted.
# The same scenarios as in every test run (tests/Cluster.Tests/Chaos), longer, with more load and held to the promised times; so run it on a machine that has nothing else to do.
# Needs what the tests need; the partition also needs root and network namespaces. Ends within ten minutes, the build not counted.
# Usage: scripts/chaos.sh [NAME]   NAME: a part of a test's name, e.g. killed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
project=tests/Cluster.Tests

dotnet build "$project" -c Release -v quiet --nologo
echo "Load average before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
status=0
SCIM_CHAOS=long timeout --kill-after=30s 10m dotnet test "$project" -c Release --no-build --nologo \
  --filter "FullyQualifiedName~Cluster.Tests.Chaos${1:+&FullyQualifiedName~$1}" --logger "console;verbosity=detailed" || status=$?
echo "Load average after: $(cut -d' ' -f1-3 /proc/loadavg)"
exit "$status"
