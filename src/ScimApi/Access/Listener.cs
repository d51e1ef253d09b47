namespace Scim.Api.Access;

/// <summary>Endpoint metadata: the listeners through which it can be reached.</summary>
public enum Listener
{
    /// <summary>The public one alone: what declares nothing else is never served to the management network.</summary>
    Public,

    /// <summary>The management listener alone; without one, nowhere.</summary>
    Management,

    /// <summary>Both: health.</summary>
    Any,
}
