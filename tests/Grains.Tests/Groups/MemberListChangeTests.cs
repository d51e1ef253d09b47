using System.Text;
using CsCheck;
using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Groups;

/// <summary>The members after a change, from the members before it.</summary>
public sealed class MemberListChangeTests
{
    private static readonly Gen<int[]> Some = Gen.Int[0, 11].Array[0, 8];

    [Fact]
    public void a_list_is_changed_as_a_set_is_and_stays_in_the_order_of_ids() => Gen.Select(Some, Some, Some, Gen.Bool).Sample((held, add, remove, replacesAll) =>
    {
        var change = new MemberListChange(ListOf(held), new MemberChange(replacesAll, [.. add.Select(User)], [.. remove.Select(User)]));
        var after = change.Apply([.. change.Coming.Select(Name)]);

        var expected = held.Where(user => add.Contains(user) || !(replacesAll || remove.Contains(user))).Concat(add);
        change.Coming.ShouldBe(add.Except(held).Select(User).Order());
        after.Packed.ShouldBe(ListOf([.. expected]).Packed);
        after.Ids().ShouldBe(after.Ids().Order());
        after.Count.ShouldBe(expected.Distinct().Count());
    });

    private static MemberList ListOf(int[] users)
    {
        var list = new MemberListBuilder(users.Length);
        foreach (var user in users.Distinct().Select(User).Order())
        {
            list.Add(user, Encoding.UTF8.GetBytes(Name(user)));
        }

        return list.Build();
    }

    // Ids that differ in their first and in their last byte, on both sides of the sign.
    private static Guid User(int number) => new($"{number * 23:x2}000000-0000-7000-8000-0000000000{255 - (number * 23):x2}");

    private static string Name(Guid user) => $"\"{user.ToString()[..2]}\" \u00e9";
}
