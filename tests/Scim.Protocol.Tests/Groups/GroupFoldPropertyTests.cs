using CsCheck;

namespace Scim.Protocol.Tests.Groups;

public class GroupFoldPropertyTests
{
    private static readonly Gen<string> Member = Gen.Int[1, 6].Select(i => $"u{i}");

    private static readonly Gen<(string Json, Action<HashSet<string>> Effect)> Operation = Gen.Select(Gen.Int[0, 5], Member.List[0, 3]).Select((kind, members) =>
    {
        var list = "[" + string.Join(',', members.Select(v => $$"""{"value":"{{v}}"}""")) + "]";
        var one = members.Count > 0 ? members[0] : "u1";
        return kind switch
        {
            0 => ($$"""{"op":"add","path":"members","value":{{list}}}""", (Action<HashSet<string>>)(s => s.UnionWith(members))),
            1 => ($$"""{"op":"replace","path":"members","value":{{list}}}""", s => { s.Clear(); s.UnionWith(members); }),
            2 => ($$"""{"op":"remove","path":"members","value":{{list}}}""", s => s.ExceptWith(members)),
            3 => ($$"""{"op":"remove","path":"members[value eq \"{{one}}\"]"}""", s => s.Remove(one)),
            4 => ($$"""{"op":"remove","path":"members[value ge \"{{one}}\"]"}""", s => s.RemoveWhere(m => string.CompareOrdinal(m, one) >= 0)),
            _ => ("""{"op":"remove","path":"members"}""", s => s.Clear()),
        };
    });

    [Fact]
    public void folding_is_the_same_as_applying_one_after_the_other() => Gen.Select(Member.List[0, 6], Operation.List[1, 6]).Sample((present, operations) =>
    {
        var expected = present.ToHashSet();
        foreach (var (_, effect) in operations)
        {
            effect(expected);
        }

        var change = Grouping.Patch("[" + string.Join(',', operations.Select(o => o.Json)) + "]");
        var after = Grouping.After(change, [.. present.Distinct()])!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return after.Order().SequenceEqual(expected.Order());
    });

    [Fact]
    public void what_is_added_is_not_removed() => Operation.List[1, 6].Sample(operations =>
    {
        var change = Grouping.Patch("[" + string.Join(',', operations.Select(o => o.Json)) + "]");
        var fold = change.FoldMembers(members: [Grouping.Member("u1"), Grouping.Member("u2")]);
        return !fold.Add.Intersect(fold.Remove).Any() && (!fold.ReplacesAll || fold.Remove.IsEmpty)
            && fold.Add.Distinct().Count() == fold.Add.Length && fold.Remove.Distinct().Count() == fold.Remove.Length;
    });
}
