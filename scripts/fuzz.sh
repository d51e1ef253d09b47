#!/usr/bin/env bash
# Feeds what strangers send (filters, PATCH paths, JSON bodies, PATCH and bulk requests, cursors) with inputs that grow from those that reached new branches. Fails on any exception
# but a refusal, on an input that takes more than 100 ms of processor time, and on a heap that grows; such inputs are left in artifacts/fuzz.
# Usage: fuzz.sh [TARGET|all] [COUNT] [SEED]      by default all, 1000000 inputs each, a seed of the clock; it is printed, and gives the same inputs again
#        fuzz.sh TARGET FILE                      runs one input again
# Needs the .NET 10 SDK, and the registry for the tool that instruments assemblies (SharpFuzz.CommandLine); without it the run goes by outcomes instead of branches, and says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${1:-all} count=${2:-1000000} seed=${3:-$(date +%s)}
out=artifacts/fuzz tools=artifacts/tools
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

rm -rf "$out/bin"
dotnet publish tests/Fuzz/Fuzz.csproj -c Release -o "$out/bin" -v quiet -nodeReuse:false -p:UseSharedCompilation=false
if [ -x "$tools/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$tools" >/dev/null; then
  "$tools/sharpfuzz" "$out/bin/Scim.Protocol.dll"
  "$tools/sharpfuzz" "$out/bin/Grains.dll" Scim.Grains.Queries
else
  echo "No instrumentation: inputs are kept by their outcomes alone."
fi

if [ -f "$count" ]; then
  exec dotnet "$out/bin/Fuzz.dll" "$target" "$count"
fi
echo "seed $seed"
exec dotnet "$out/bin/Fuzz.dll" "$target" "$count" "$seed" "$out"
