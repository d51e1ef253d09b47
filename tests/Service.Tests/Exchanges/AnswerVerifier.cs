using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scim.Service.Tests.Exchanges;

/// <summary>Compares an answer with what the client expects.</summary>
internal static class AnswerVerifier
{
    /// <exception cref="ExchangeException">It differs; the message lists how.</exception>
    public static void Verify(ExchangeAnswer answer, Expectation expected, Variables variables)
    {
        var problems = Problems(answer, expected, variables).ToList();
        if (problems.Count > 0)
        {
            throw new ExchangeException($"{string.Join("; ", problems)}; the answer was {answer}");
        }
    }

    private static IEnumerable<string> Problems(ExchangeAnswer answer, Expectation expected, Variables variables)
    {
        var statusFits = expected.Status.Count == 0 || expected.Status.Contains(answer.Status);
        if (!statusFits)
        {
            yield return $"status {answer.Status}, expected {string.Join('/', expected.Status)}";
        }

        if (expected.No5xx && answer.Status is >= 500 and not 501)
        {
            yield return $"status {answer.Status}, never acceptable here";
        }

        foreach (var check in expected.HeaderChecks.Where(check => check.AppliesTo(answer.Status)))
        {
            var value = answer.Header(check.Name);
            var found = new Selection(value is null ? [] : [JsonSerializer.SerializeToElement(value)], false);
            if (Problem(check, $"header {check.Name}", found, variables) is { } problem)
            {
                yield return problem;
            }
        }

        if (statusFits && answer.Status != 204)
        {
            foreach (var problem in BodyProblems(answer, expected, variables))
            {
                yield return problem;
            }
        }

        if (expected.EmptyBody && answer.Content.Length > 0)
        {
            yield return "expected no body";
        }

        if (expected.TextNotMatches is { } pattern && Regex.IsMatch(answer.Text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            yield return $"the body matches /{pattern}/";
        }
    }

    private static IEnumerable<string> BodyProblems(ExchangeAnswer answer, Expectation expected, Variables variables)
    {
        foreach (var check in expected.JsonpathChecks.Where(check => check.AppliesTo(answer.Status)))
        {
            if (answer.Json is not { } body)
            {
                yield return $"{check.Path}: no JSON body";
                yield break;
            }

            var path = variables.Fill(check.Path);
            if (Problem(check, path, JsonPath.Select(body, path), variables) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static string? Problem(Check check, string subject, Selection found, Variables variables)
    {
        var wanted = check.Value.ValueKind == JsonValueKind.Undefined
            ? default
            : JsonSerializer.Deserialize<JsonElement>(variables.FillJson(check.Value));
        return CheckOperators.Hold(check.Operator, found, wanted)
            ? null
            : $"{subject}: expected {check.Operator} {(wanted.ValueKind == JsonValueKind.Undefined ? "" : wanted.GetRawText())}, got {found}";
    }
}
