using System.Text;
using System.Text.RegularExpressions;
using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>One request to an endpoint by somebody who has no business there, and what is wrong with its answer.</summary>
internal static partial class Intrusion
{
    /// <summary>Sends the endpoint's row at the target and at ids that nobody has; the answers must not differ.</summary>
    /// <param name="world">The target and the credentials.</param>
    /// <param name="entry">The endpoint.</param>
    /// <param name="who">Whose credential is sent.</param>
    /// <param name="status">The refusal that the rules ask for.</param>
    /// <param name="tenant">The tenant written in the URL, where it has one.</param>
    /// <returns>Null when all is well.</returns>
    public static async Task<string?> Attempt(IsolationWorld world, CatalogEntry entry, string who, int status, string tenant = TestEnvironment.Acme)
    {
        var known = await Send(world, entry, who, world.Target, tenant);
        var unknown = await Send(world, entry, who, world.Target.WithUnknownIds(), tenant);
        if (known.Status != status)
        {
            return $"{entry} by {who} answered {known}, expected {status}";
        }

        if (known.Status != unknown.Status || Blank(known.Text) != Blank(unknown.Text))
        {
            return $"{entry} by {who} tells what exists: {known} against {unknown}";
        }

        if (known.Text.Contains(world.Target.Secret, StringComparison.OrdinalIgnoreCase) || known.Text.Contains(world.Target.UserId, StringComparison.Ordinal))
        {
            return $"{entry} by {who} gives away: {known}";
        }

        if (status == 401 && known.Header("WWW-Authenticate")?.StartsWith("Bearer", StringComparison.Ordinal) != true)
        {
            return $"{entry} by {who} has no challenge (RFC 9110 §11.6.1)";
        }

        return entry.Method == "HEAD" ? null : Malformed(entry, known);
    }

    /// <summary>The endpoint's URL at the target, below the service's address.</summary>
    public static string Path(CatalogEntry entry, IsolationTarget target, string tenant)
    {
        var row = EndpointRows.ByKey[entry.RowKey];
        return entry.Pattern
            .Replace("{project}", target.Environment.Project, StringComparison.Ordinal)
            .Replace("{environment}", target.Environment.Key, StringComparison.Ordinal)
            .Replace("{tenant}", tenant, StringComparison.Ordinal)
            .Replace("{id}", row.Id?.Invoke(target) ?? "", StringComparison.Ordinal)
            .Replace("{urn}", row.Id?.Invoke(target) ?? "", StringComparison.Ordinal);
    }

    private static Task<ExchangeAnswer> Send(IsolationWorld world, CatalogEntry entry, string who, IsolationTarget target, string tenant)
    {
        var body = EndpointRows.ByKey[entry.RowKey].Body?.Invoke(target);
        return world.Client.Send(
            entry.Method == CatalogEntry.AnyOther ? "OPTIONS" : entry.Method,
            target.Environment.Address + Path(entry, target, tenant),
            world.Bearer(who),
            body is null ? null : Encoding.UTF8.GetBytes(body));
    }

    private static string? Malformed(CatalogEntry entry, ExchangeAnswer answer)
    {
        if (entry.IsAdministration)
        {
            return answer.Header("Content-Type") == "application/problem+json" ? null : $"{entry} has no problem details: {answer}";
        }

        return ScimErrors.Problem(answer) is { } problem ? $"{entry}: {problem}" : null;
    }

    /// <summary>Request ids differ from answer to answer.</summary>
    private static string Blank(string body) => RequestId().Replace(body, "");

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestId();
}
