using System.Text;
using Scim.Fuzz.Engine;
using Scim.Protocol.Filters;
using Scim.Protocol.Projection;
using Scim.Protocol.Sorting;

namespace Scim.Fuzz.Targets;

/// <summary>Filters: parsed, printed and parsed again, checked for each type and for both, evaluated; as <c>sortBy</c> and <c>attributes</c> too, which are texts of the same request.</summary>
internal sealed class FilterTarget : FuzzTarget
{
    private readonly Grammar _grammar = new(Words.With());

    public override string Name => "filter";

    public override IReadOnlyList<string> Seeds { get; } =
    [
        "userName eq \"bjensen\"", "emails[type eq \"work\" and value co \"@example.com\"]", "meta.lastModified ge \"2011-05-13T04:42:34Z\"", "not (active eq true) or (title pr and title sw \"a\")",
        $"{Scim.Protocol.Schemas.SchemaUrns.EnterpriseUser}:manager.value eq \"m\"", "schemas eq \"urn:x\"", "name.familyName gt 1.5e3", "", " ", "(", "a[b[c pr]]",
    ];

    public override bool IsJson => false;

    public override int MostBytes => FilterParser.MaxLength + 200;

    public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("filter", random));

    public override string Piece(Random random) => _grammar.Draw(random.Next(3) switch { 0 => "name", 1 => "literal", _ => "op" }, random);

    public override string Run(byte[] input)
    {
        var text = Sample.Text(input);
        var other = string.Join(' ', Sample.Types.SelectMany(type => new[] { Try(() => Sort(text, type)), Try(() => Select(text, type)) }));
        var outcome = new StringBuilder(other);
        var filter = FilterParser.Parse(text);
        var printed = filter.ToString()!;
        Hold(printed == FilterParser.Parse(printed).ToString(), "a filter printed is another filter");
        foreach (var type in Sample.Types)
        {
            outcome.Append(' ').Append(Try(() => $"{FilterEvaluator.Matches(FilterChecker.Check(filter, type), Sample.User)}"));
            outcome.Append(' ').Append(Try(() => MixedFilterChecker.Check(filter, type, Sample.Types).GetType().Name));
        }

        if (FilterEqualitiesOf(filter) is { } equalities)
        {
            outcome.Append(' ').Append(equalities);
        }

        return outcome.ToString();
    }

    private static string? FilterEqualitiesOf(FilterNode filter)
    {
        Sample.UserType.TryGetAttribute("emails", out var emails);
        return Try(() => FilterEqualities.TryCollect(FilterChecker.CheckElement(filter, new(null, emails!, null)), out var found) ? $"{found?.Length}" : "no");
    }

    private static string Sort(string text, Scim.Protocol.Schemas.ResourceType type)
    {
        var sort = ResourceSort.Parse(text, descending: text.Length % 2 == 0, type);
        return ResourceOrder.KeyOf(sort, Sample.User) is null ? "absent" : "key";
    }

    private static string Select(string text, Scim.Protocol.Schemas.ResourceType type)
    {
        var shown = ProfileProjection.Apply(AttributeSelection.Parse(type, text, null), Sample.User);
        var rest = ProfileProjection.Apply(AttributeSelection.Parse(type, null, text), Sample.User);
        return $"{shown.Attributes.Length}{rest.Attributes.Length}";
    }
}
