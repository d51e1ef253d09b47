namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgreSqlTests : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
}
