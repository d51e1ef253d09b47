using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Exchanges;

/// <summary>The base URLs, without a trailing slash, and the tokens that an exchange can use.</summary>
internal sealed record ScimBases
{
    /// <summary>The base under test.</summary>
    public required string Main { get; init; }

    /// <summary>Another tenant of the same environment.</summary>
    public required string Second { get; init; }

    public required string Legacy { get; init; }

    /// <summary>A tenant of another environment.</summary>
    public required string Foreign { get; init; }

    /// <summary>A tenant base without its tenant.</summary>
    public required string Parent { get; init; }

    /// <summary>A token of the environment under test.</summary>
    public required string Token { get; init; }

    /// <summary>A token of the other environment.</summary>
    public required string ForeignToken { get; init; }

    /// <summary>Those of an exchange over the base of a tenant (rule A2).</summary>
    /// <param name="environment">Under test.</param>
    /// <param name="foreign">Another one.</param>
    public static ScimBases Of(TestEnvironment environment, TestEnvironment foreign) => new()
    {
        Main = environment.TenantBase(TestEnvironment.Acme),
        Second = environment.TenantBase(TestEnvironment.Globex),
        Legacy = environment.LegacyBase,
        Foreign = foreign.TenantBase(TestEnvironment.Acme),
        Parent = environment.TenantParent,
        Token = environment.Token,
        ForeignToken = foreign.Token,
    };

    /// <summary>The same over the legacy base, which is tenant <c>default</c> (rule A1).</summary>
    public ScimBases OverLegacyBase() => this with { Main = Legacy };

    public string Url(StepBase name) => name switch
    {
        StepBase.A => Main,
        StepBase.B => Second,
        StepBase.Legacy => Legacy,
        StepBase.Foreign => Foreign,
        _ => Parent,
    };

    /// <summary>The value of the Authorization header, or null for none.</summary>
    public string? Authorization(StepAuthorization kind, StepBase name) => kind switch
    {
        StepAuthorization.None => null,
        StepAuthorization.Bad => "Bearer non-token",
        StepAuthorization.Lower => "bearer " + TokenFor(name),
        StepAuthorization.Main => "Bearer " + Token,
        _ => "Bearer " + TokenFor(name),
    };

    private string TokenFor(StepBase name) => name == StepBase.Foreign ? ForeignToken : Token;
}
