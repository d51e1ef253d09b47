namespace Scim.Grains.Interfaces.Keys;

/// <summary>
/// What Orleans calls a kind of grain. <see cref="IGrainFactory.GetGrain{TGrainInterface}(string, string)"/> finds it out anew at each call, by reflection
/// (3 % of the processor time of a PATCH in a profile); the answer is the same for every cluster of this process.
/// </summary>
internal static class GrainIdentity<TGrain>
    where TGrain : IGrainWithStringKey
{
    private static Names? _names;

    public static TGrain Get(IGrainFactory grains, string key)
    {
        if (_names is { } names)
        {
            return (TGrain)grains.GetGrain(GrainId.Create(names.Type, key), names.Interface);
        }

        var grain = grains.GetGrain<TGrain>(key);
        _names = new Names(grain.GetGrainId().Type, ((GrainReference)(object)grain).InterfaceType);
        return grain;
    }

    private sealed record Names(GrainType Type, GrainInterfaceType Interface);
}
