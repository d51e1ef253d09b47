using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Sqlite;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

public sealed class LookupHashTests
{
    private static readonly Guid Environment = Guid.ParseExact("01931b5e-7c00-7000-8000-000000000001", "D");

    [Theory]
    [InlineData("acme", "00u1", -1867057739404816253)]
    [InlineData("", "j\u00fcrgen@example.com", -786759962798725371)]
    public void it_is_the_first_eight_bytes_of_SHA256_for_all_time(string tenant, string text, long hash) => LookupHash.Of(Environment, tenant, text).ShouldBe(hash);

    [Fact]
    public void tenant_and_text_do_not_run_into_each_other() => LookupHash.Of(Environment, "acm", "e1").ShouldNotBe(LookupHash.Of(Environment, "acme", "1"));

    [Fact]
    public void a_long_text_has_one_too() => LookupHash.Of(Environment, "acme", new string('x', 5000)).ShouldNotBe(LookupHash.Of(Environment, "acme", new string('x', 5001)));

    [Fact]
    public async Task who_shares_the_hash_but_not_the_text_is_not_found()
    {
        await using var files = new SqliteTestStore();
        var directory = await TestDirectory.Create(files.Open(new RecordingObserver()));
        var user = directory.NewUserKey();
        await directory.Do(
            new CreateUser(user, TestDirectory.Content("amy", emails: "amy@x"), false), new SetExternalId(new(directory.Acme, user.Id), 0, "1"));
        await files.Close();
        using (var session = SqliteSession.Open(Path.Combine(files.Path, "directory.db"), readOnly: false, 1000, null))
        {
            session.Run($"UPDATE user_emails SET hash = {LookupHash.Of(directory.Environment.Id, "", "ben@x")}");
            session.Run($"UPDATE links SET external_hash = {LookupHash.Of(directory.Environment.Id, "acme", "2")}");
        }

        var store = files.Open(new RecordingObserver());
        foreach (var filter in (string[])["emails.value eq \"ben@x\"", "externalId eq \"2\""])
        {
            var query = new StoreQuery(FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User), 1, 10);
            (await store.QueryUsers(directory.Acme, query, CancellationToken.None)).Total.ShouldBe(0, filter);
        }
    }
}
