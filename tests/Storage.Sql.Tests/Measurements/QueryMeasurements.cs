using System.Diagnostics;
using System.Globalization;
using System.Text;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Tests.Contract;
using Xunit.Abstractions;

namespace Scim.Storage.Sql.Tests.Measurements;

/// <summary>
/// Lists, filtered and sorted, by index and by position, printed as a table; of the figures only those are held that must be true on any machine. The directory is
/// small unless <c>SCIM_MEASURE_USERS</c> says otherwise.
/// </summary>
public abstract class QueryMeasurements(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Size = 100;
    private static readonly int Many = int.Parse(Environment.GetEnvironmentVariable("SCIM_MEASURE_USERS") ?? "3000", CultureInfo.InvariantCulture);

    private IDirectoryStore _store = null!;
    private TenantKey _tenant;

    public Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [Fact]
    public async Task a_page_far_behind_a_position_costs_what_the_first_one_costs()
    {
        _store = await Open(new RecordingObserver());
        var directory = await TestDirectory.Create(_store);
        _tenant = directory.Acme;
        var ids = await Fill(directory);

        var half = Many / 2;
        foreach (var filter in (string[])
        [
            $"userName eq \"user-{half}@example.com\"", $"id eq \"{ids[half]}\"", $"externalId eq \"ext-{half}\"", $"emails.value eq \"user-{half}@example.com\"",
            "active eq false", "meta.lastModified ge \"2026-01-01T00:00:00Z\" and meta.lastModified le \"2026-01-01T00:01:40Z\"", $"userName co \"er-{half}\"", "userName co \"@\"",
        ])
        {
            await Time($"filter {filter}", () => Page(new StoreQuery(Check(filter), 1, Size)));
        }

        foreach (var by in (string?[])[null, "userName", "id", "displayName", "name.familyName", "externalId", "meta.created", "meta.lastModified"])
        {
            var sort = by is null ? null : ResourceSort.Parse(by, false, SchemaCatalog.Core.User);
            var query = new StoreQuery(null, 1, Size) { Sort = sort };
            foreach (var start in (int[])[1, half, Many - Size + 1])
            {
                await Time($"sort {by ?? "none"}, index {start}", () => Page(query with { StartIndex = start }));
            }

            var first = await Time($"sort {by ?? "none"}, cursor, first page", () => Page(query with { WithPositions = true }));
            foreach (var place in (int[])[half, Many - Size])
            {
                var from = (await Page(query with { StartIndex = place, Count = 1, WithPositions = true })).Positions[0];
                var far = await Time($"sort {by ?? "none"}, cursor behind {place}", () => Page(query with { From = from, WithPositions = true }));
                if (by is null or "userName" or "id")
                {
                    far.ShouldBeLessThan((first * 4) + 5, by);
                }
            }
        }

        await Time("sort userName, filter userName co \"@\", first", () => Page(new StoreQuery(Check("userName co \"@\""), 1, Size) { Sort = ResourceSort.Parse("userName", false, SchemaCatalog.Core.User) }));
    }

    protected abstract Task<IDirectoryStore> Open(ICommitObserver observer);

    /// <summary>Lets the planner know what is there, as autovacuum does.</summary>
    protected virtual Task Analyze() => Task.CompletedTask;

    private static CheckedFilter Check(string filter) => FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User);

    private async Task<StorePage<Grains.Storage.Rows.UserView>> Page(StoreQuery query) => await _store.QueryUsers(_tenant, query, CancellationToken.None);

    private async Task<Guid[]> Fill(TestDirectory directory)
    {
        var ids = new Guid[Many];
        await Parallel.ForEachAsync(Enumerable.Range(0, Many), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var key = directory.NewUserKey();
            ids[n] = key.Id;
            await directory.Do(new CreateUser(key, Content(n), false), new SetExternalId(new(directory.Acme, key.Id), 0, $"ext-{n}"));
        });
        await Analyze();
        return ids;
    }

    private static UserContent Content(int n)
    {
        var mixed = (n * 7919L) % Many;
        var name = $"user-{n}@example.com";
        return new UserContent
        {
            UserName = name,
            DisplayName = $"Display {mixed}",
            Active = n % 50 != 0,
            Profile = Encoding.UTF8.GetBytes(
                $$"""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}","name":{"familyName":"Family {{mixed}}","givenName":"Given {{n % 97}}"},"displayName":"Display {{mixed}}","active":{{(n % 50 != 0 ? "true" : "false")}},"title":"Engineer","emails":[{"value":"{{name}}","type":"work","primary":true}],"phoneNumbers":[{"value":"+1 555 {{n}}","type":"work"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"{{n}}","department":"Department {{n % 20}}"} }
                """),
            Emails = [new EmailValue(name, "work")],
        };
    }

    /// <returns>The median, in milliseconds.</returns>
    private async Task<double> Time(string what, Func<Task<StorePage<Grains.Storage.Rows.UserView>>> ask)
    {
        var times = new List<double>();
        var page = await ask();
        for (var i = 0; i < 9; i++)
        {
            var start = Stopwatch.GetTimestamp();
            page = await ask();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {page.Total} | {page.Items.Length} | {times[4]:0.0} | {times[8]:0.0} |"));
        return times[4];
    }
}
