using Scim.Service.Tests.Hosting;

namespace Scim.Deployment.Tests.Backups;

/// <summary>A directory with something of everything in it, and what was answered about it.</summary>
/// <param name="Answers">Path → the body of its GET when everything had been acknowledged.</param>
internal sealed record Contents(IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>Where all locations point, so that answers of several nodes can be compared.</summary>
    public const string PublicUrl = "http://scim.example";

    private const int Users = 60;
    private const int Groups = 4;

    /// <summary>Creates, changes and deletes users, groups and memberships.</summary>
    public static async Task<Contents> Fill(Caller scim)
    {
        var users = new List<string>();
        for (var i = 0; i < Users; i++)
        {
            // Some names are longer than what an index holds of them.
            var name = $"user-{i}{(i % 10 == 0 ? new string('x', 300) : "")}@example.org";
            users.Add((await scim.Post("/Users", new { schemas = UserSchema, userName = name, externalId = $"e{i}", emails = new[] { new { value = name[..8] + "@example.org" } } })).Expect(201).Id);
        }

        var groups = new List<string>();
        for (var i = 0; i < Groups; i++)
        {
            var members = users.Where((_, at) => at % Groups == i).Select(id => new { value = id });
            groups.Add((await scim.Post("/Groups", new { schemas = GroupSchema, displayName = $"Group {i}", members })).Expect(201).Id);
        }

        (await scim.Patch($"/Users/{users[1]}", new { op = "replace", path = "active", value = false })).Expect(200);
        (await scim.Patch($"/Users/{users[2]}", new { op = "replace", path = "displayName", value = "É is not e" })).Expect(200);
        (await scim.Delete($"/Users/{users[3]}")).Expect(204);
        (await scim.Delete($"/Groups/{groups[3]}")).Expect(204);

        var answers = new Dictionary<string, string>();
        foreach (var path in users.Where((_, i) => i != 3).Select(id => $"/Users/{id}").Concat(groups[..3].Select(id => $"/Groups/{id}")))
        {
            answers[path] = (await scim.Get(path)).Expect(200).Text;
        }

        answers.Count.ShouldBe(Users - 1 + Groups - 1);
        return new Contents(answers);
    }

    /// <summary>Everything is as it was, byte for byte, and what must be refused still is; what is new gets its place.</summary>
    public async Task ShouldBeIn(Caller scim)
    {
        foreach (var (path, body) in Answers)
        {
            (await scim.Get(path)).Expect(200).Text.ShouldBe(body);
        }

        (await scim.Get("/Users?filter=userName%20eq%20%22USER-5@example.org%22")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
        (await scim.Get("/Users?filter=userName%20eq%20%22user-3@example.org%22")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0);
        (await scim.Post("/Users", new { schemas = UserSchema, userName = "User-5@Example.org" })).Expect(409);
        var added = (await scim.Post("/Users", new { schemas = UserSchema, userName = "after-the-restore@example.org" })).Expect(201).Id;
        Answers.Keys.ShouldNotContain($"/Users/{added}");
        (await scim.Patch(Answers.Keys.First(path => path.StartsWith("/Groups/", StringComparison.Ordinal)), new { op = "add", path = "members", value = new[] { new { value = added } } }))
            .Expect(200);
    }

    /// <summary>Creates users until it is told to stop.</summary>
    /// <returns>How many were acknowledged.</returns>
    public static async Task<int> GoOn(Caller scim, CancellationToken stop)
    {
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            (await scim.Post("/Users", new { schemas = UserSchema, userName = $"meanwhile-{count++}@example.org" })).Expect(201);
        }

        return count;
    }

    private static readonly string[] UserSchema = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    private static readonly string[] GroupSchema = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
}
