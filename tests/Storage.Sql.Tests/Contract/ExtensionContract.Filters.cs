using CsCheck;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Protocol.Values;
using Scim.Storage.Sql.Tests.Filters;

namespace Scim.Storage.Sql.Tests.Contract;

// An extension attribute is filtered and sorted as the core is: the statement finds what the evaluator finds, whatever the schema.
public abstract partial class ExtensionContract
{
    private static readonly Gen<(Schema Schema, ScimObject[] Data, string[] Filters, (int Order, bool Descending)[] Sorts)> Worlds = ExtensionWorld.Schemas.SelectMany(
        schema => Gen.Select(
            ExtensionWorld.Data(schema).Array[1, 10], ExtensionWorld.Filters(schema).Array[20], Gen.Select(Gen.Int[0, 99], Gen.Bool).Array[4],
            (data, filters, sorts) => (schema, data, filters, sorts)));

    [Fact]
    public Task a_random_extension_is_filtered_and_sorted_as_in_memory() => Worlds.SampleAsync(
        async world =>
        {
            var directory = await TestDirectory.Create(Store);
            var type = TypeWith(world.Schema);
            for (var i = 0; i < world.Data.Length; i++)
            {
                var content = Content(type, ("userName", new ScimString($"u{i}")), (ExtensionWorld.Urn, world.Data[i]));
                await directory.Do(new CreateUser(directory.NewUserKey(), content, false));
            }

            var all = (await Store.QueryUsers(directory.Acme, new StoreQuery(null, 1, 1000), None)).Items;
            foreach (var text in world.Filters)
            {
                var filter = FilterChecker.Check(FilterParser.Parse(text), type);
                var page = await Store.QueryUsers(directory.Acme, new StoreQuery(filter, 1, 1000), None);
                page.Items.Select(v => v.User.UserName).ShouldBe(
                    all.Where(view => FilterEvaluator.Matches(filter, FilterWorld.Seen(view))).Select(v => v.User.UserName), text);
            }

            var orders = ExtensionWorld.Orders(world.Schema).ToArray();
            foreach (var (order, descending) in orders.Length == 0 ? [] : world.Sorts)
            {
                var by = orders[order % orders.Length];
                var sort = ResourceSort.Parse(by, false, type);
                var sorted = all.Order(Comparer<Grains.Storage.Rows.UserView>.Create((l, r) => ResourceOrder.Compare(sort, FilterWorld.Seen(l), FilterWorld.Seen(r))));
                var page = await Store.QueryUsers(directory.Acme, new StoreQuery(null, 1, 1000) { Sort = sort with { Descending = descending } }, None);
                page.Items.Select(v => v.User.UserName).ShouldBe((descending ? sorted.Reverse() : sorted).Select(v => v.User.UserName), $"{by} {descending}");
            }
        },
        iter: 60,
        threads: 1);
}
