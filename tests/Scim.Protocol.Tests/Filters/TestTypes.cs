using Scim.Protocol.Schemas;
using Type = Scim.Protocol.Schemas.AttributeType;

namespace Scim.Protocol.Tests.Filters;

/// <summary>A resource type with an attribute of every type and shape, beside what the RFC's User has of them.</summary>
internal static class TestTypes
{
    public static readonly AttributeDefinition UserName = new() { Name = "userName", Type = Type.String, Required = true };

    public static readonly AttributeDefinition Emails = new()
    {
        Name = "emails",
        Type = Type.Complex,
        MultiValued = true,
        SubAttributes =
        [
            new() { Name = "value", Type = Type.String },
            new() { Name = "display", Type = Type.String },
            new() { Name = "type", Type = Type.String },
            new() { Name = "primary", Type = Type.Boolean },
            new() { Name = "weight", Type = Type.Integer },
            new() { Name = "verified", Type = Type.DateTime },
            new() { Name = "pin", Type = Type.String, Returned = Returned.Never },
            new() { Name = "tags", Type = Type.String, MultiValued = true },
            new() { Name = "$ref", Type = Type.Reference, CaseExact = true },
        ],
    };

    public static readonly Schema Enterprise = new(SchemaUrns.EnterpriseUser, "EnterpriseUser", "", [
        new() { Name = "employeeNumber", Type = Type.String },
        new()
        {
            Name = "manager", Type = Type.Complex,
            SubAttributes =
            [
                new() { Name = "value", Type = Type.String },
                new() { Name = "$ref", Type = Type.Reference, CaseExact = true },
                new() { Name = "displayName", Type = Type.String, Mutability = Mutability.ReadOnly },
            ],
        },
    ]);

    public static readonly ResourceType User = new("User", "/Users", "", new Schema(SchemaUrns.User, "User", "", [
        UserName,
        new()
        {
            Name = "name", Type = Type.Complex,
            SubAttributes = [new() { Name = "familyName", Type = Type.String }, new() { Name = "givenName", Type = Type.String }],
        },
        new() { Name = "title", Type = Type.String },
        new() { Name = "code", Type = Type.String, CaseExact = true },
        new() { Name = "active", Type = Type.Boolean },
        new() { Name = "robot", Type = Type.Boolean },
        new() { Name = "age", Type = Type.Integer },
        new() { Name = "score", Type = Type.Decimal },
        new() { Name = "born", Type = Type.DateTime },
        new() { Name = "key", Type = Type.Binary },
        new() { Name = "profileUrl", Type = Type.Reference },
        new() { Name = "password", Type = Type.String, Mutability = Mutability.WriteOnly, Returned = Returned.Never },
        new() { Name = "nicks", Type = Type.String, MultiValued = true },
        Emails,
    ]), [new SchemaExtension(Enterprise, Required: false)]);
}
