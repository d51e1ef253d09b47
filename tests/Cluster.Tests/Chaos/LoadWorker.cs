using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>One connection of an identity provider: one request after the other, a mixture as provisioning has it.</summary>
internal sealed class LoadWorker(Load load, string prefix, Random random)
{
    private readonly List<TrackedUser> _mine = [];
    private readonly string[] _groups = [.. load.Members.Keys];

    public async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await (random.Next(100) switch
            {
                < 20 => Create(),
                _ when _mine.Count == 0 => Create(),
                < 55 => Change(),
                < 70 => AddToGroup(),
                _ => Read(),
            });
            await Task.Delay(random.Next(5, 25), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Create()
    {
        var user = new TrackedUser($"{prefix}-{load.Users.Count}-{random.Next()}");
        load.Users.Add(user);
        var number = user.Next();
        if (await load.Client.Send(random, "POST", "/Users", new { userName = user.UserName, title = $"{number}" }) is not { } sent)
        {
            return;
        }

        // What the first attempt has made the repetition meets: then the client looks it up, as they all do.
        var created = sent is { Repeated: true, Reply.Status: 409 } ? await LookUp(user) : sent.Reply;
        if (created is { Status: 201 or 200 })
        {
            user.Id = created.Id;
            user.Acknowledge(number, created.Header("ETag")!);
            _mine.Add(user);
        }
        else if (created is not null)
        {
            load.Contradictions.Enqueue($"POST of {user.UserName}: {created.Status} {created.Text}");
        }
    }

    private async Task<Reply?> LookUp(TrackedUser user)
    {
        if (await load.Client.Send(random, "GET", $"/Users?filter=userName+eq+\"{user.UserName}\"") is not { } sent)
        {
            return null;
        }

        if (sent.Reply.Status != 200 || sent.Reply.Json.GetProperty("totalResults").GetInt32() != 1)
        {
            load.Contradictions.Enqueue($"look-up of {user.UserName}: {sent.Reply.Status} {sent.Reply.Text}");
            return null;
        }

        return (await load.Client.Send(random, "GET", $"/Users/{sent.Reply.Json.GetProperty("Resources")[0].GetProperty("id").GetString()}"))?.Reply;
    }

    private async Task Change()
    {
        var user = Any(_mine);
        var number = user.Next();
        var sent = await load.Client.Send(random, "PATCH", $"/Users/{user.Id}", PatchOf(new { op = "replace", path = "title", value = $"{number}" }));
        Judge(user, number, sent, written: true);
    }

    private async Task Read()
    {
        // Other workers' users too: what was acknowledged to one client holds for all.
        var user = random.Next(2) == 0 && load.Users.TryPeek(out var last) && last.Id is not null ? last : Any(_mine);
        var least = user.Acknowledged;
        Judge(user, least, await load.Client.Send(random, "GET", $"/Users/{user.Id}"), written: false);
    }

    private async Task AddToGroup()
    {
        var (group, user) = (_groups[random.Next(_groups.Length)], Any(_mine).Id!);
        if (await load.Client.Send(random, "PATCH", $"/Groups/{group}", PatchOf(new { op = "add", path = "members", value = new[] { new { value = user } } })) is not { } sent)
        {
            return;
        }

        if (sent.Reply.Status is 200 or 204)
        {
            load.Members[group][user] = true;
        }
        else
        {
            load.Contradictions.Enqueue($"addition of {user} to {group}: {sent.Reply.Status} {sent.Reply.Text}");
        }
    }

    private void Judge(TrackedUser user, int least, (Reply Reply, bool Repeated)? sent, bool written)
    {
        if (written && sent is not { Repeated: false })
        {
            user.Doubt(least);
        }

        if (sent is not { Reply: var reply })
        {
            return;
        }

        if (Load.Judge(user, least, reply) is { } contradiction)
        {
            load.Contradictions.Enqueue(contradiction);
        }
        else if (written)
        {
            user.Acknowledge(least, reply.Header("ETag")!);
        }
    }

    private TrackedUser Any(List<TrackedUser> users) => users[random.Next(users.Count)];

    private static object PatchOf(params object[] operations) => new { schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:PatchOp" }, Operations = operations };
}
