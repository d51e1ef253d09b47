namespace Scim.Protocol.Errors;

/// <summary>Bad input, found deep inside parsing, validation or PATCH. Caught once, where a request is handled; never crosses a node.</summary>
public sealed class ScimException(ScimError error) : Exception(error.DetailWithId)
{
    public ScimException(Refusal refusal, string detail)
        : this(new ScimError(refusal, detail))
    {
    }

    public ScimError Error { get; } = error;
}
