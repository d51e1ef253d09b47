using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Histories;

/// <summary>Each call goes through one of two nodes in turn.</summary>
[Collection(TwoSilosCollection.Name)]
public sealed class TwoSilosHistoryTests(TwoSilos shared) : HistoryContract(shared);
