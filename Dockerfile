# syntax=docker/dockerfile:1
# Two images from one build:
#   docker build --target scim-silo -t scim-silo:dev .     a node: silo, store, and by default the API
#   docker build --target scim-api  -t scim-api:dev .      the API alone, a client of silos (split mode)
# Neither has a shell, a package manager or root; neither holds a setting or a secret of anybody's.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Restored before the sources are here: this layer changes only with the projects and their packages.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Scim.Protocol/Scim.Protocol.csproj src/Scim.Protocol/
COPY src/Grains.Interfaces/Grains.Interfaces.csproj src/Grains.Interfaces/
COPY src/Grains/Grains.csproj src/Grains/
COPY src/Storage.Sql/Storage.Sql.csproj src/Storage.Sql/
COPY src/ScimApi/ScimApi.csproj src/ScimApi/
COPY src/Silo/Silo.csproj src/Silo/
RUN dotnet restore src/Silo/Silo.csproj

COPY src src
RUN dotnet publish src/Silo/Silo.csproj -c Release --no-restore -p:UseAppHost=false -o /publish/scim-silo
RUN dotnet publish src/ScimApi/ScimApi.csproj -c Release --no-restore -p:UseAppHost=false -o /publish/scim-api
RUN mkdir /data

# Chiseled: the runtime and what it needs, no more. 1654 is the images' own user "app"; by number, so that Kubernetes can see that it is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS runtime
WORKDIR /app
ENV ASPNETCORE_URLS=http://+:8080
EXPOSE 8080
USER 1654:1654

FROM runtime AS scim-api
COPY --from=build /publish/scim-api .
ENTRYPOINT ["dotnet", "ScimApi.dll"]

# By itself it is the embedded mode with its file under /data: docker run -p 8080:8080 -v scim-data:/data scim-silo:dev
FROM runtime AS scim-silo
COPY --from=build --chown=1654:1654 /data /data
ENV data=/data
COPY --from=build /publish/scim-silo .
ENTRYPOINT ["dotnet", "Silo.dll"]
