namespace Scim.Grains.Interfaces.Keys;

/// <summary>As <see cref="GrainIdentity{TGrain}"/>, for a stateless worker: all who call it call the same one.</summary>
internal static class WorkerIdentity<TGrain>
    where TGrain : IGrainWithIntegerKey
{
    private static Names? _names;

    public static TGrain Get(IGrainFactory grains)
    {
        if (_names is { } names)
        {
            return (TGrain)grains.GetGrain(names.Worker, names.Interface);
        }

        var grain = grains.GetGrain<TGrain>(0);
        _names = new Names(grain.GetGrainId(), ((GrainReference)(object)grain).InterfaceType);
        return grain;
    }

    private sealed record Names(GrainId Worker, GrainInterfaceType Interface);
}
