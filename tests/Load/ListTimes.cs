using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Scim.Load;

/// <summary>Fills a directory with users and measures lists of them, one request at a time, as rows of a table: the query, how many it finds, and the median and the slowest of nine answers in milliseconds.</summary>
internal sealed class ListTimes : IDisposable
{
    private const int BulkSize = 500;
    private const int PageSize = 100;
    private const int Samples = 9;
    private readonly Options _options;
    private readonly Connection _connection;
    private readonly int _users;

    private ListTimes(Options options, Connection connection) => (_options, _connection, _users) = (options, connection, options.Number("users"));

    /// <returns>The exit code.</returns>
    public static async Task<int> Run(Options options)
    {
        using var times = new ListTimes(options, await Connection.Open(new Uri(options["nodes"])));
        await times.Fill();
        await times.Filters();
        await times.Pages();
        return 0;
    }

    public void Dispose() => _connection.Dispose();

    private async Task Fill()
    {
        for (var first = 0; first < _users; first += BulkSize)
        {
            var operations = Enumerable.Range(first, Math.Min(BulkSize, _users - first))
                .Select(n => $$"""{"method":"POST","path":"/Users","bulkId":"{{n}}","data":{{Document(n)}} }""");
            await Send("POST", "/Bulk", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":1,"Operations":[{{string.Join(',', operations)}}]}""");
        }

        await Send("POST", "/Groups", $$"""{"displayName":"Lists","members":[{{string.Join(',', Enumerable.Range(0, Math.Min(PageSize, _users)).Select(n => $$"""{"value":"{{UserName(n)}}"}"""))}}]}""");
    }

    private async Task Filters()
    {
        var middle = UserName(_users / 2);
        var one = (await Query("count=1&filter=" + Uri.EscapeDataString($"userName eq \"{middle}\""))).GetProperty("Resources")[0];
        var group = JsonDocument.Parse((await Send("GET", "/Groups?count=1&excludedAttributes=members", null)).ToArray()).RootElement.GetProperty("Resources")[0].GetProperty("id").GetString();
        var modified = one.GetProperty("meta").GetProperty("lastModified").GetDateTimeOffset();
        var since = $"meta.lastModified ge \"{modified:O}\" and meta.lastModified lt \"{modified.AddMilliseconds(100):O}\"";
        foreach (var filter in (string[])
        [
            $"userName eq \"{middle}\"", $"externalId eq \"ext-7\" or userName eq \"{middle}\"",
            $"id eq \"{one.GetProperty("id").GetString()}\"", $"externalId eq \"ext-{_users / 2}\"", $"emails.value eq \"{middle}\"",
            $"emails[type eq \"work\" and value eq \"{middle}\"]", $"groups.value eq \"{group}\"", "active eq false", "active eq true",
            since, $"active eq true and ({since})", $"userName sw \"user-{_users / 20}\"", $"userName co \"er-{_users / 2}\"", "userName co \"@\"",
        ])
        {
            await Time($"filter `{filter}`", "filter=" + Uri.EscapeDataString(filter));
        }
    }

    private async Task Pages()
    {
        foreach (var sort in (string[])["", "userName", "id", "name.familyName", "externalId", "meta.lastModified"])
        {
            var (name, query) = sort.Length == 0 ? ("no order", "") : ($"by {sort}", $"&sortBy={sort}");
            foreach (var (place, start) in ((string, int)[])[("first", 1), ("middle", _users / 2), ("last", Math.Max(1, _users - PageSize + 1))])
            {
                await Time($"{name}, {place} page by index", $"count={PageSize}&startIndex={start}{query}");
            }

            await Walk(name, $"count={PageSize}{query}");
        }
    }

    // A cursor leads to the next page only: the way to the middle and the end is the list itself.
    private async Task Walk(string name, string query)
    {
        // Where each page reads all users, the way would take minutes, and shows nothing that its first hundredth does not.
        var pages = (_users + PageSize - 1) / PageSize;
        var isQuick = name is "no order" or "by userName" or "by id";
        var (cursor, places) = ("", isQuick ? (int[])[0, pages / 2, pages - 1] : [0, pages / 100]);
        for (var page = 0; page <= places[^1]; page++)
        {
            var target = $"{query}&cursor={cursor}";
            if (Array.IndexOf(places, page) is >= 0 and var place)
            {
                await Time($"{name}, {(isQuick ? ((string[])["first", "middle", "last"])[place] : page == 0 ? "first" : $"{page + 1}th")} page by cursor", target);
            }

            cursor = (await Query(target)).TryGetProperty("nextCursor", out var next) ? next.GetString() : "";
        }
    }

    private async Task Time(string what, string query)
    {
        var times = new List<double>();
        var answer = await Query(query);
        for (var i = 0; i < Samples; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await Send("GET", $"/Users?{query}", null);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {answer.GetProperty("totalResults").GetInt32()} | {times[Samples / 2]:F2} | {times[^1]:F2} |"));
    }

    private async Task<JsonElement> Query(string query) => JsonDocument.Parse((await Send("GET", $"/Users?{query}", null)).ToArray()).RootElement;

    private async Task<ReadOnlyMemory<byte>> Send(string method, string path, string? body)
    {
        var content = body is null ? "" : $"Content-Type: application/scim+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        var request = Encoding.UTF8.GetBytes($"{method} {_options["path"]}{path} HTTP/1.1\r\nHost: load\r\nAuthorization: Bearer {_options["token"]}\r\n{content}\r\n{body}");
        var status = await _connection.Send(request);
        var answer = _connection.Body.ToArray();
        return status is 200 or 201 ? answer : throw new IOException($"{method} {path} is answered with {status}: {Encoding.UTF8.GetString(answer)}");
    }

    private static string UserName(int n) => string.Create(CultureInfo.InvariantCulture, $"user-{n}@example.com");

    private string Document(int n)
    {
        var mixed = n * 7919L % _users;
        return $$$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{{UserName(n)}}}","externalId":"ext-{{{n}}}","name":{"familyName":"Family {{{mixed}}}","givenName":"Given {{{n % 97}}}"},"displayName":"Display {{{mixed}}}","active":{{{(n % 50 != 0 ? "true" : "false")}}},"title":"Engineer","emails":[{"value":"{{{UserName(n)}}}","type":"work","primary":true}],"phoneNumbers":[{"value":"+1 555 {{{n}}}","type":"work"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"{{{n}}}","department":"Department {{{n % 20}}}"} }
            """;
    }
}
