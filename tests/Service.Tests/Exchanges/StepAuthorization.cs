namespace Scim.Service.Tests.Exchanges;

/// <summary>The credential that a step presents.</summary>
internal enum StepAuthorization
{
    /// <summary>The token of the base's environment.</summary>
    Default,

    /// <summary>No header at all.</summary>
    None,

    /// <summary>A bearer token that nobody issued.</summary>
    Bad,

    /// <summary>The right token behind a lower-case scheme (RFC 9110 §11.1: schemes ignore case).</summary>
    Lower,

    /// <summary>The token of the environment under test, whatever the base.</summary>
    Main,
}
