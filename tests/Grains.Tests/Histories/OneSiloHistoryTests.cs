using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Histories;

/// <summary>Of one node, reads have their place in the order too.</summary>
[Collection(OneSiloCollection.Name)]
public sealed class OneSiloHistoryTests(OneSilo shared) : HistoryContract(shared)
{
    [Fact]
    public Task parallel_histories_of_a_group_are_linearizable() => HistoriesOfGroups();
}
