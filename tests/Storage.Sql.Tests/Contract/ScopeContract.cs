using CsCheck;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Tests.Filters;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>What is stored elsewhere changes no answer: a filter finds, counts and sorts what is in the scope of the query, as if there were nothing else in the store.</summary>
public abstract class ScopeContract : DirectoryStoreContract
{
    private static readonly Gen<(string Filter, string? SortBy)[]> UserQueries =
        Gen.Select(FilterTexts.User(FilterWorld.Text), Gen.OneOf("userName", "title", "externalId", "groups.display", "emails").Null(0.5)).Array[12];

    private static readonly Gen<(string Filter, string? SortBy)[]> GroupQueries =
        Gen.Select(FilterTexts.Group(FilterWorld.Text), Gen.OneOf("displayName", "externalId", "members.display").Null(0.5)).Array[12];

    [Fact]
    public Task no_filter_of_users_returns_or_counts_what_is_out_of_scope() =>
        Gen.Select(FilterWorld.Users, FilterWorld.Users, UserQueries).SampleAsync(
            async (mine, others, queries) =>
            {
                var directory = await FilterWorld.Create(Store, mine);
                var before = new List<(int, Guid[])>();
                foreach (var (filter, sortBy) in queries)
                {
                    before.Add(await Users(directory.Acme, filter, sortBy));
                }

                var elsewhere = await FilterWorld.Create(Store, others);
                for (var i = 0; i < queries.Length; i++)
                {
                    var (filter, sortBy) = queries[i];
                    var (total, ids) = await Users(directory.Acme, filter, sortBy);
                    (total, ids).ShouldSatisfyAllConditions(
                        () => total.ShouldBe(before[i].Item1, filter), () => ids.ShouldBe(before[i].Item2, filter), () => total.ShouldBe(ids.Length, filter));
                    ids.Intersect((await Users(elsewhere.Acme, filter, sortBy)).Ids).ShouldBeEmpty(filter);
                }
            },
            iter: 25,
            threads: 1);

    [Fact]
    public Task no_filter_of_groups_returns_or_counts_what_is_out_of_scope() =>
        Gen.Select(FilterWorld.Users, FilterWorld.Users, GroupQueries).SampleAsync(
            async (mine, others, queries) =>
            {
                var directory = await FilterWorld.Create(Store, mine);
                var before = new List<(int, Guid[])>();
                foreach (var (filter, sortBy) in queries)
                {
                    before.Add(await Groups(directory.Acme, filter, sortBy));
                }

                // Another environment, and another tenant of this one that takes up the same roles.
                await FilterWorld.Create(Store, others);
                foreach (var id in (await Groups(directory.Acme, "id pr", null)).Ids)
                {
                    await directory.Do(new Grains.Storage.Operations.TakeUpGroup(new(directory.Default, id), false, $"K{id:N}", $"Theirs {id:N}", "a", []));
                }

                for (var i = 0; i < queries.Length; i++)
                {
                    var (total, ids) = await Groups(directory.Acme, queries[i].Filter, queries[i].SortBy);
                    total.ShouldBe(before[i].Item1, queries[i].Filter);
                    ids.ShouldBe(before[i].Item2, queries[i].Filter);
                    total.ShouldBe(ids.Length, queries[i].Filter);
                }
            },
            iter: 25,
            threads: 1);

    private static StoreQuery Query(string filter, string? sortBy, ResourceType type) =>
        new(FilterChecker.Check(FilterParser.Parse(filter), type), 1, 1000) { Sort = sortBy is null ? null : ResourceSort.Parse(sortBy, false, type) };

    private async Task<(int Total, Guid[] Ids)> Users(TenantKey tenant, string filter, string? sortBy)
    {
        var page = await Store.QueryUsers(tenant, Query(filter, sortBy, SchemaCatalog.Core.User), None);
        page.Items.ShouldAllBe(view => view.User.Key.Environment == tenant.Environment, filter);
        return (page.Total, [.. page.Items.Select(view => view.User.Key.Id)]);
    }

    private async Task<(int Total, Guid[] Ids)> Groups(TenantKey tenant, string filter, string? sortBy)
    {
        var page = await Store.QueryGroups(tenant, Query(filter, sortBy, SchemaCatalog.Core.Group), None);
        page.Items.ShouldAllBe(group => group.Group.Key.Tenant == tenant, filter);
        return (page.Total, [.. page.Items.Select(group => group.Group.Key.RoleId)]);
    }
}
