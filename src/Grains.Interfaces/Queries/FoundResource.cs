using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Interfaces.Queries;

/// <summary>A resource that a query over all types has found: exactly one of the two.</summary>
[GenerateSerializer, Immutable, Alias("FoundResource")]
public sealed record FoundResource([property: Id(0)] UserResource? User, [property: Id(1)] GroupResource? Group);
