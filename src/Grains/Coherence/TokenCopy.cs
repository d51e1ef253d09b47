using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Coherence;

/// <summary>A token as kept, with the hash that it was found by.</summary>
internal sealed record TokenCopy(byte[] Hash, TokenRow Row);
