using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Schemas;

/// <summary>A stateless worker for the extension schemas of environments: nothing serialises their changes but the version of the set in the store.</summary>
[Alias("IExtensionSchemaGrain")]
public interface IExtensionSchemaGrain : IGrainWithIntegerKey
{
    /// <summary>All of an environment's extensions; <see cref="SchemaSet.None"/> for an environment that does not exist.</summary>
    [Alias("Load")]
    Task<Outcome<SchemaSet>> Load(EnvironmentKey environment);

    [Alias("Add")]
    Task<Outcome<ExtensionSchema>> Add(EnvironmentKey environment, ExtensionDraft draft);

    /// <summary>Gives an extension another form: refused while resources have data of it, unless they all fit the new one.</summary>
    [Alias("Replace")]
    Task<Outcome<ExtensionSchema>> Replace(EnvironmentKey environment, string urn, ExtensionDraft draft);

    /// <summary>Refused while resources have data of it.</summary>
    [Alias("Remove")]
    Task<Outcome<Done>> Remove(EnvironmentKey environment, string urn);
}
