using System.Text.Json.Serialization;

namespace Scim.Service.Tests.Exchanges;

/// <summary>The base URL that a step's path continues.</summary>
internal enum StepBase
{
    /// <summary>The base under test.</summary>
    A,

    /// <summary>A second tenant of the same environment.</summary>
    B,

    /// <summary>The base without a tenant (rule A1).</summary>
    [JsonStringEnumMemberName("LEGACY")]
    Legacy,

    /// <summary>A tenant of a foreign environment, with that environment's token.</summary>
    [JsonStringEnumMemberName("F")]
    Foreign,

    /// <summary>What stands before the tenant in a tenant base, so that a step can write a tenant of its own.</summary>
    [JsonStringEnumMemberName("PARENT")]
    Parent,
}
