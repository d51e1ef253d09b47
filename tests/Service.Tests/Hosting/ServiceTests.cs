namespace Scim.Service.Tests.Hosting;

/// <summary>Tests that share one running service.</summary>
[CollectionDefinition(Name)]
public sealed class ServiceTests : ICollectionFixture<ServiceFixture>
{
    public const string Name = "one service";
}
