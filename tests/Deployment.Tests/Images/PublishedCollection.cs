namespace Scim.Deployment.Tests.Images;

/// <summary>Publishing takes longer than most tests: those who need it share it.</summary>
[CollectionDefinition(Name)]
public sealed class PublishedCollection : ICollectionFixture<Publication>
{
    public const string Name = "published";
}
