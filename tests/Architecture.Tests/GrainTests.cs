using System.Reflection;
using Orleans.Concurrency;

namespace Scim.Architecture.Tests;

/// <summary>Grains are hidden behind their contracts, and what travels between nodes has a name that survives a rename.</summary>
public sealed class GrainTests
{
    private static readonly Assembly Grains = Assembly.Load("Grains");
    private static readonly Assembly Contracts = Assembly.Load("Grains.Interfaces");

    [Fact]
    public void grain_classes_are_internal_and_sealed()
    {
        var grains = Grains.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type)).ToList();
        grains.Count.ShouldBeGreaterThan(4, "the grains were found");
        grains.Where(type => type.IsVisible || !type.IsSealed).ShouldBeEmpty();
    }

    [Fact]
    public void grain_contracts_are_in_their_own_project() =>
        Grains.GetTypes().Where(type => type.IsInterface && type.IsVisible && typeof(IAddressable).IsAssignableFrom(type)).ShouldBeEmpty();

    [Fact]
    public void every_serialised_type_has_an_alias()
    {
        var serialised = Contracts.GetTypes().Concat(Grains.GetTypes()).Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)).ToList();
        serialised.Count.ShouldBeGreaterThan(10, "the records on the wire were found");
        serialised.Where(type => !type.IsDefined(typeof(AliasAttribute), inherit: false)).ShouldBeEmpty();
    }

    [Fact]
    public void no_two_types_on_the_wire_share_an_alias() =>
        Contracts.GetTypes().Concat(Grains.GetTypes())
            .SelectMany(type => type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => alias.Alias))
            .GroupBy(alias => alias).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [Fact]
    public void no_state_owner_is_reentrant() =>
        Grains.GetTypes().Where(type => typeof(IGrainBase).IsAssignableFrom(type) && !type.IsDefined(typeof(StatelessWorkerAttribute), inherit: true)
            && type.IsDefined(typeof(ReentrantAttribute), inherit: true)).ShouldBeEmpty();
}
