using Scim.Protocol.Deviations;

namespace Scim.Service.Tests.Profiles;

/// <summary>
/// One deviation on the wire, and what it means. <c>{user}</c>, <c>{group}</c>, <c>{member}</c> and <c>{name}</c> stand for the ids of a user, a group and its member, and for a userName that
/// nobody has.
/// </summary>
/// <param name="Deviation">The only deviation in it.</param>
/// <param name="Method">Of the request.</param>
/// <param name="Target">The URL below the base.</param>
/// <param name="Body">JSON; null for none.</param>
/// <param name="Shown">The URL that shows the effect afterwards; null: the answer itself does.</param>
/// <param name="Effect">What it then has, and had not before.</param>
public sealed record DeviationCase(Deviation Deviation, string Method, string Target, string? Body, string? Shown, string Effect)
{
    public override string ToString() => $"{Deviation.Name}: {Method} {Target} {Body}";
}
