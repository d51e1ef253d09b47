using System.Collections.Immutable;
using Scim.Protocol.Deviations;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Groups;

/// <summary>
/// What a request does to a group's data of extensions (RFC 7643 §3.3): decided by the schemas that it was read by, over the data that is there. Data is an object of
/// extensions' objects under their URNs, without the group's own attributes; empty for none.
/// </summary>
public abstract record ExtensionEdit
{
    private protected ExtensionEdit()
    {
    }

    /// <summary>The data afterwards; an object equal to <paramref name="present"/> when nothing changes.</summary>
    /// <exception cref="Errors.ScimException">What <see cref="PatchEngine"/> and <see cref="ResourceBinder.BindReplace"/> refuse.</exception>
    public abstract ScimObject Apply(ScimObject present);

    /// <summary>The data is what a body says; immutable attributes that it leaves out stay (RFC 7644 §3.5.1).</summary>
    public sealed record Replace(ResourceType Type, ScimObject Data) : ExtensionEdit
    {
        public override ScimObject Apply(ScimObject present) => ImmutableAttributes.Keep(Type, present, Data);
    }

    /// <summary>Operations of a PATCH, in the order sent. They refer to the body's JSON document, which must live as long.</summary>
    public sealed record Patch(ResourceType Type, ImmutableArray<PatchOperation> Operations, IdpProfile Profile) : ExtensionEdit
    {
        public override ScimObject Apply(ScimObject present) => PatchEngine.ApplyToExtensions(Type, present, Operations, Profile);
    }
}
