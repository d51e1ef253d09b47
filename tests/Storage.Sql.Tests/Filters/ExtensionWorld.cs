using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Storage.Sql.Tests.Filters;

/// <summary>Random extension schemas, data that follows them, and filters and orders of that data.</summary>
internal static class ExtensionWorld
{
    public const string Urn = "urn:example:random:2.0:User";

    private static readonly Gen<AttributeType> SimpleTypes = Gen.OneOf(
        AttributeType.String, AttributeType.Boolean, AttributeType.Decimal, AttributeType.Integer, AttributeType.DateTime, AttributeType.Binary, AttributeType.Reference);

    private static readonly Gen<string> Times = Gen.OneOf("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.0000001Z", "2025-12-31T23:59:59.9999999Z");

    private static readonly Gen<string> Numbers = Gen.OneOf("0", "-1", "1", "1.0", "2", "10", "0.5", "-2.25");

    /// <summary>Of one to five attributes, complex ones among them.</summary>
    public static readonly Gen<Schema> Schemas = Gen.Int[1, 5].SelectMany(count => All([.. Enumerable.Range(0, count).Select(i => Attribute($"x{i}"))]))
        .Select(attributes => new Schema(Urn, "Random", "", attributes));

    /// <summary>The data of one user, often without some of the attributes; empty for a user that does not have the extension.</summary>
    public static Gen<ScimObject> Data(Schema schema) => Members(schema.Attributes);

    public static Gen<string> Filters(Schema schema)
    {
        var leaf = Gen.OneOf([.. schema.Attributes.SelectMany(Leaves)]);
        return Gen.Select(leaf, leaf, Gen.Int[0, 4], (left, right, shape) => shape switch
        {
            0 => $"({left}) and ({right})",
            1 => $"({left}) or ({right})",
            2 => $"not ({left})",
            _ => left,
        });
    }

    /// <summary>What <c>sortBy</c> may name.</summary>
    public static IEnumerable<string> Orders(Schema schema) => schema.Attributes.SelectMany(attribute => attribute.Type == AttributeType.Complex
        ? attribute.SubAttributes.Where(sub => !sub.MultiValued).Select(sub => $"{Urn}:{attribute.Name}.{sub.Name}")
        : [$"{Urn}:{attribute.Name}"]);

    private static Gen<AttributeDefinition> Attribute(string name) => Gen.Frequency((3, Simple(name)), (1, Complex(name)));

    private static Gen<AttributeDefinition> Simple(string name) => Gen.Select(SimpleTypes, Gen.Bool, Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))), (type, caseExact, multiple) =>
        new AttributeDefinition { Name = name, Type = type, CaseExact = caseExact, MultiValued = multiple });

    private static Gen<AttributeDefinition> Complex(string name) => Gen.Select(Gen.Bool, Simple("value"), Simple("other"), Gen.Bool, (multiple, value, other, primary) =>
        new AttributeDefinition
        {
            Name = name,
            Type = AttributeType.Complex,
            MultiValued = multiple,
            SubAttributes = primary ? [value, other, new AttributeDefinition { Name = "primary", Type = AttributeType.Boolean }] : [value, other],
        });

    private static Gen<ScimValue> Value(AttributeDefinition attribute) => attribute.MultiValued
        ? One(attribute).Array[1, 3].Select(items => (ScimValue)new ScimArray([.. items]))
        : One(attribute);

    private static Gen<ScimValue> One(AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeType.Complex => Members(attribute.SubAttributes).Where(o => !o.Attributes.IsEmpty).Select(o => (ScimValue)o),
        AttributeType.Boolean => Gen.Bool.Select(flag => (ScimValue)ScimBoolean.Of(flag)),
        AttributeType.Integer => Gen.Int[-2, 12].Select(number => (ScimValue)ScimNumber.Of(number)),
        AttributeType.Decimal => Numbers.Select(text => (ScimValue)new ScimNumber(decimal.Parse(text, CultureInfo.InvariantCulture), text)),
        AttributeType.DateTime => Times.Select(text => (ScimValue)new ScimString(text)),
        AttributeType.Binary => Gen.OneOf("AQ==", "Ag==").Select(text => (ScimValue)new ScimString(text)),
        _ => FilterWorld.Text.Select(text => (ScimValue)new ScimString(text)),
    };

    private static Gen<ScimObject> Members(ImmutableArray<AttributeDefinition> attributes)
    {
        var gen = Gen.Const(ImmutableArray<KeyValuePair<string, ScimValue>>.Empty);
        foreach (var attribute in attributes)
        {
            gen = Gen.Select(gen, Gen.Int[0, 3], Value(attribute), (sofar, present, value) => present > 0 ? sofar.Add(new(attribute.Name, value)) : sofar);
        }

        return gen.Select(all => new ScimObject(all));
    }

    // Bare names and those with the URN mean the same.
    private static IEnumerable<Gen<string>> Leaves(AttributeDefinition attribute)
    {
        foreach (var name in (string[])[attribute.Name, $"{Urn}:{attribute.Name}"])
        {
            yield return Gen.Const($"{name} pr");
            if (attribute.Type != AttributeType.Complex)
            {
                yield return Comparison(name, attribute);
                continue;
            }

            foreach (var sub in attribute.SubAttributes)
            {
                yield return Comparison($"{name}.{sub.Name}", sub);
                yield return Comparison(sub.Name, sub).Select(inner => $"{name}[{inner}]");
            }
        }
    }

    private static Gen<string> Comparison(string name, AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeType.Boolean => Gen.Select(Gen.OneOf("eq", "ne"), Gen.OneOf("true", "false", "null"), (op, value) => $"{name} {op} {value}"),
        AttributeType.Integer or AttributeType.Decimal => Gen.Select(Order, Numbers, (op, value) => $"{name} {op} {value}"),
        AttributeType.DateTime => Gen.Select(Order, Times, (op, value) => $"{name} {op} \"{value}\""),
        AttributeType.Binary => Gen.Select(Gen.OneOf("eq", "ne"), Gen.OneOf("AQ==", "Aw=="), (op, value) => $"{name} {op} \"{value}\""),
        _ => Gen.Select(Gen.OneOf("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"), FilterWorld.Text, (op, text) => $"{name} {op} {FilterLiteral.Of(text)}"),
    };

    private static Gen<string> Order => Gen.OneOf("eq", "ne", "gt", "ge", "lt", "le");

    private static Gen<ImmutableArray<AttributeDefinition>> All(Gen<AttributeDefinition>[] attributes)
    {
        var gen = Gen.Const(ImmutableArray<AttributeDefinition>.Empty);
        foreach (var attribute in attributes)
        {
            gen = Gen.Select(gen, attribute, (sofar, next) => sofar.Add(next));
        }

        return gen;
    }
}
