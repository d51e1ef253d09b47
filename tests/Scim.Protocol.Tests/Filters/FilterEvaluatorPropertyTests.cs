using System.Collections.Immutable;
using CsCheck;
using Scim.Protocol.Filters;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterEvaluatorPropertyTests
{
    private static readonly Gen<string> Word = Gen.OneOf("", "a", "A", "ab", "B", "ä", "Ä", "😀", "\uffff");

    private static readonly Gen<ScimObject> Email = Gen.Select(Word, Gen.OneOf("work", "Home", ""), Gen.Int[0, 2], (value, type, primary) => Complex(
        ("value", new ScimString(value)),
        ("type", type.Length == 0 ? null : new ScimString(type)),
        ("primary", primary == 2 ? null : ScimBoolean.Of(primary == 1))));

    private static readonly Gen<ScimObject> Resource = Gen.Select(Word, Word, Email.Array[0, 3], Gen.Int[0, 2], (userName, title, emails, active) => Complex(
        ("userName", new ScimString(userName)),
        ("title", title.Length == 0 ? null : new ScimString(title)),
        ("active", active == 2 ? null : ScimBoolean.Of(active == 1)),
        ("emails", emails.Length == 0 ? null : new ScimArray([.. emails]))));

    private static readonly Gen<string> SingleValued = Gen.Select(
        Gen.OneOf("userName", "title"), Gen.OneOf("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"), Word, (name, op, text) => $"{name} {op} \"{text}\"");

    private static readonly Gen<string> InElement = Gen.OneOf(
        Gen.Select(Gen.OneOf("value", "type"), Gen.OneOf("eq", "ne", "co", "gt"), Gen.OneOf("work", "a", "Ä"), (name, op, text) => $"{name} {op} \"{text}\""),
        Gen.OneOf("primary eq true", "primary eq false", "primary ne true", "type pr", "type eq null"));

    private static readonly Gen<string> Simple = Gen.OneOf(
        SingleValued, Gen.OneOf("title pr", "title eq null", "active eq true", "active ne true", "emails pr"), InElement.Select(e => "emails." + e), InElement.Select(e => $"emails[{e}]"));

    [Fact]
    public void and_or_and_not_are_those_of_the_plain_booleans() =>
        Gen.Select(Resource, Simple, Simple).Sample(
            (resource, p, q) =>
            {
                var (left, right) = (Matches(p, resource), Matches(q, resource));
                Matches($"{p} and {q}", resource).ShouldBe(left && right);
                Matches($"{p} or {q}", resource).ShouldBe(left || right);
                Matches($"not ({p})", resource).ShouldBe(!left);
                Matches($"not ({p}) or {q} and {p}", resource).ShouldBe(!left || (right && left));
            },
            iter: 5000);

    [Fact]
    public void one_of_lt_eq_gt_holds_for_a_value_and_none_for_its_absence() =>
        Gen.Select(Resource, Gen.OneOf("userName", "title"), Word).Sample(
            (resource, name, text) =>
            {
                bool Is(string op) => Matches($"{name} {op} \"{text}\"", resource);
                new[] { Is("lt"), Is("eq"), Is("gt") }.Count(b => b).ShouldBe(resource[name] is null ? 0 : 1);
                Is("le").ShouldBe(Is("lt") || Is("eq"));
                Is("ge").ShouldBe(Is("gt") || Is("eq"));
                Is("ne").ShouldBe(!Is("eq"));
            },
            iter: 5000);

    [Fact]
    public void a_value_path_is_any_element_that_satisfies_the_whole_of_it() =>
        Gen.Select(Resource, InElement, InElement).Sample(
            (resource, p, q) =>
            {
                var elements = (resource["emails"] as ScimArray)?.Items ?? [];
                bool Any(string inner) => elements.Any(e => Matches($"emails[{inner}]", Complex(("userName", new ScimString("x")), ("emails", new ScimArray([e])))));
                Matches($"emails[{p} and {q}]", resource).ShouldBe(Any($"{p} and {q}"));
                Matches($"emails[{p} or not ({q})]", resource).ShouldBe(Any(p) || Any($"not ({q})"));
                Matches($"emails[{p}].{q}", resource).ShouldBe(Any($"{p} and {q}"));
            },
            iter: 5000);

    private static bool Matches(string filter, ScimObject resource) =>
        FilterEvaluator.Matches(FilterChecker.Check(FilterParser.Parse(filter), TestTypes.User), resource);

    private static ScimObject Complex(params (string Name, ScimValue? Value)[] attributes) =>
        new(attributes.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Name, a.Value!)).ToImmutableArray());
}
