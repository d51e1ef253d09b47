namespace Scim.Protocol.Errors;

/// <summary>One refusal with what a person needs to act on it. Never holds a secret, a stack trace or another tenant's data.</summary>
/// <param name="Refusal">The kind.</param>
/// <param name="Detail">The explanation, cut after <see cref="MostDetail"/> characters: it may quote what was sent, which can be as long as a request.</param>
public sealed record ScimError(Refusal Refusal, string Detail)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MostDetail = 2000;

    public string Detail { get; } = Cut(Detail);

    /// <summary>The <c>detail</c> of the error body: the explanation, then the refusal's id in brackets.</summary>
    public string DetailWithId => $"{Detail} [{Refusal.Id}]";

    // Never between the halves of a surrogate pair.
    private static string Cut(string detail) =>
        detail.Length <= MostDetail ? detail : detail[..(char.IsHighSurrogate(detail[MostDetail - 2]) ? MostDetail - 2 : MostDetail - 1)] + "…";
}
