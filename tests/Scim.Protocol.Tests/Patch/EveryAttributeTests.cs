using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Patch;

/// <summary>Every attribute of the advertised User schema, one by one (protocol.md 24).</summary>
public class EveryAttributeTests
{
    private static readonly ScimObject Amy = Patching.Resource("""{"userName":"amy"}""");

    public static TheoryData<string> Writable() => [.. All().Where(a => a.Leaf.Mutability == Mutability.ReadWrite && !IsReadOnly(a)).Select(a => a.Path)];

    public static TheoryData<string> ReadOnly() => [.. All().Where(IsReadOnly).Select(a => a.Path)];

    [Theory]
    [MemberData(nameof(Writable))]
    public void a_read_write_attribute_can_be_added_replaced_and_removed(string path)
    {
        var leaf = All().First(a => a.Path == path).Leaf;
        var added = Patching.Apply(Amy, Operation("add", path, Sample(leaf, 1)));
        added.Changed.ShouldBeTrue();

        Patching.Apply(added.Resource, Operation("add", path, Sample(leaf, 1))).Changed.ShouldBeFalse("adding it again");

        var replaced = Patching.Apply(added.Resource, Operation("replace", path, Sample(leaf, 2)));
        replaced.Changed.ShouldBeTrue();
        Patching.Apply(Amy, Operation("replace", path, Sample(leaf, 2))).Resource.ShouldBe(replaced.Resource, "replacing what is absent adds it");

        var remove = $$"""[{"op":"remove","path":"{{path}}"}]""";
        if (leaf.Required)
        {
            Refused.With(Refusals.ReadOnlyAttribute, () => Patching.Apply(replaced.Resource, remove)).ShouldContain(path);
            return;
        }

        var removed = Patching.Apply(replaced.Resource, remove);
        removed.Changed.ShouldBeTrue();
        Patching.Json(removed.Resource).ShouldBe(Patching.Json(Amy));
    }

    [Theory]
    [MemberData(nameof(ReadOnly))]
    public void a_read_only_attribute_is_refused_by_name(string path)
    {
        foreach (var op in new[] { "add", "replace", "remove" })
        {
            Refused.With(Refusals.ReadOnlyAttribute, () => Patching.Apply(Amy, Operation(op, path, "\"x\""))).ShouldContain(path);
        }
    }

    private static string Operation(string op, string path, string value) => $$"""[{"op":"{{op}}","path":"{{path}}","value":{{value}}}]""";

    private static IEnumerable<(string Path, AttributeDefinition Attribute, AttributeDefinition Leaf)> All()
    {
        var user = SchemaCatalog.Core.User;
        IEnumerable<(string Prefix, AttributeDefinition Attribute)> tops =
        [
            ("", CommonAttributes.ExternalId), ("", CommonAttributes.Id), ("", CommonAttributes.Meta),
            .. user.Schema.Attributes.Select(a => ("", a)),
            .. user.Extensions.SelectMany(e => e.Schema.Attributes.Select(a => (e.Schema.Id + ":", a))),
        ];
        foreach (var (prefix, attribute) in tops)
        {
            yield return (prefix + attribute.Name, attribute, attribute);
            foreach (var sub in attribute.SubAttributes)
            {
                yield return ($"{prefix}{attribute.Name}.{sub.Name}", attribute, sub);
            }
        }
    }

    private static bool IsReadOnly((string Path, AttributeDefinition Attribute, AttributeDefinition Leaf) a) =>
        a.Attribute.Mutability == Mutability.ReadOnly || a.Leaf.Mutability == Mutability.ReadOnly;

    private static string Sample(AttributeDefinition definition, int n)
    {
        var one = definition.Type switch
        {
            AttributeType.Boolean => n == 1 ? "true" : "false",
            AttributeType.Integer or AttributeType.Decimal => $"{n}",
            AttributeType.DateTime => $"\"2026-01-0{n}T00:00:00Z\"",
            AttributeType.Binary => n == 1 ? "\"QQ==\"" : "\"Qg==\"",
            AttributeType.Complex => "{" + string.Join(',', definition.SubAttributes.Where(s => s.Mutability == Mutability.ReadWrite).Select(s => $"\"{s.Name}\":{Sample(s, n)}")) + "}",
            _ => $"\"v{n}\"",
        };
        return definition.MultiValued ? $"[{one}]" : one;
    }
}
