namespace Scim.Storage.Sql.Commits;

/// <summary>Where a test may make the database fail.</summary>
internal enum StorePoint
{
    BeforeStatement,
    BeforeCommit,

    /// <summary>The commit is durable and its caller does not know.</summary>
    AfterCommit,
}
