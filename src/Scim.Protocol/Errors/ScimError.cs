namespace Scim.Protocol.Errors;

/// <summary>One refusal with what a person needs to act on it. Never holds a secret, a stack trace or another tenant's data.</summary>
public sealed record ScimError(Refusal Refusal, string Detail)
{
    /// <summary>The <c>detail</c> of the error body: the explanation, then the refusal's id in brackets.</summary>
    public string DetailWithId => $"{Detail} [{Refusal.Id}]";
}
