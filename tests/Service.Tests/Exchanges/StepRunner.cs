using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Scim.Service.Tests.Exchanges;

/// <summary>Carries out the steps of one exchange against one set of bases, and remembers what they created.</summary>
internal sealed class StepRunner(ExchangeClient client, ScimBases bases)
{
    private const int Concurrency = 16;

    private readonly ConcurrentBag<string> _created = [];

    /// <param name="step">One request, or several.</param>
    /// <param name="variables">Filled into the request; captures are set in it.</param>
    /// <param name="isPreparation">Whether a step without an expectation must answer 2xx.</param>
    public async Task Run(Step step, Variables variables, bool isPreparation)
    {
        if (step.SleepMs > 0)
        {
            await Task.Delay(step.SleepMs);
        }

        if (step.ParallelSteps.Count > 0)
        {
            await Task.WhenAll(step.ParallelSteps.Select(one => Once(one, variables.Copy(), isPreparation)));
        }
        else if (step.Repeat is not null || step.Each is not null)
        {
            await Repeat(step, variables, isPreparation);
        }
        else
        {
            await Once(step, variables, isPreparation);
        }
    }

    /// <summary>Deletes what POSTs created, groups before users, so that one exchange does not show in the next one's lists.</summary>
    public async Task CleanUp()
    {
        foreach (var url in _created.OrderBy(url => url.Contains("/Users/", StringComparison.Ordinal)))
        {
            var name = url.StartsWith(bases.Foreign, StringComparison.Ordinal) ? StepBase.Foreign : StepBase.A;
            await client.Send("DELETE", url, new Dictionary<string, string> { ["Authorization"] = bases.Authorization(StepAuthorization.Default, name)! }, null);
        }
    }

    private async Task Repeat(Step step, Variables variables, bool isPreparation)
    {
        var scopes = step.Each is { } list
            ? variables[list].EnumerateArray().Select((item, i) => variables.With("item", item).With("i", Variables.Index(i))).ToList()
            : Enumerable.Range(0, step.Repeat!.Value).Select(i => variables.With("i", Variables.Index(i))).ToList();
        var answers = new ExchangeAnswer[scopes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = step.Parallel ? Concurrency : 1 };
        await Parallel.ForAsync(0, scopes.Count, options, async (i, _) => answers[i] = await Once(step, scopes[i], isPreparation));
        foreach (var (name, source) in step.CaptureList)
        {
            variables.Set(name, answers.Select(answer => answer.Capture(source)));
        }
    }

    private async Task<ExchangeAnswer> Once(Step step, Variables variables, bool isPreparation)
    {
        var target = Target(step, variables);
        var answer = await client.Send(step.Method, bases.Url(step.Base) + target, Headers(step, variables), Body(step, variables));
        Remember(step, target, answer);
        Verify(step, variables, isPreparation, answer);
        foreach (var (name, source) in step.Capture)
        {
            variables.Set(name, answer.Capture(source));
        }

        foreach (var (name, source) in step.CaptureOptional)
        {
            try
            {
                variables.Set(name, answer.Capture(source));
            }
            catch (ExchangeException)
            {
                // The exchange says that it may be missing.
            }
        }

        return answer;
    }

    private static void Verify(Step step, Variables variables, bool isPreparation, ExchangeAnswer answer)
    {
        try
        {
            if (step.Expect is { } expected)
            {
                AnswerVerifier.Verify(answer, expected, variables);
            }
            else if (isPreparation && answer.Status is < 200 or >= 300)
            {
                throw new ExchangeException($"a preparing step answered {answer}");
            }
        }
        catch (ExchangeException unexpected)
        {
            throw new ExchangeException($"{step.Method} {step.Path}: {unexpected.Message}", unexpected);
        }
    }

    private void Remember(Step step, string target, ExchangeAnswer answer)
    {
        var collection = target.Split('?')[0].TrimEnd('/');
        if (step.Method == "POST" && answer.Status == 201 && collection is "/Users" or "/Groups"
            && answer.Json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("id", out var id))
        {
            _created.Add($"{bases.Url(step.Base)}{collection}/{Uri.EscapeDataString(id.ToString())}");
        }
    }

    /// <summary>The path keeps query text that it has as written; the values of <c>query</c> are percent-encoded, a blank as %20.</summary>
    private static string Target(Step step, Variables variables)
    {
        var target = new StringBuilder(variables.Fill(step.Path, percentEncode: !step.RawPath));
        var separator = step.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in step.Query)
        {
            target.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(variables.Fill(value.ToString())));
            separator = '&';
        }

        if (step.GenQuery is { } generated)
        {
            target.Append(separator).Append(generated.Name).Append('=').Append(Uri.EscapeDataString(generated.Expand(variables)));
        }

        return target.ToString();
    }

    private static byte[]? Body(Step step, Variables variables)
    {
        if (step.RawBody is { } raw)
        {
            return Encoding.UTF8.GetBytes(variables.Fill(raw));
        }

        if (step.GenBody is { } generated)
        {
            return Encoding.UTF8.GetBytes(generated.Expand(variables));
        }

        if (step.Body.ValueKind != JsonValueKind.Undefined)
        {
            return variables.FillJson(step.Body);
        }

        return step.Method is "POST" or "PUT" or "PATCH" ? [] : null;
    }

    private Dictionary<string, string> Headers(Step step, Variables variables)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "application/scim+json" };
        if (step.Body.ValueKind != JsonValueKind.Undefined || step.RawBody is { Length: > 0 } || step.GenBody is not null)
        {
            headers["Content-Type"] = "application/scim+json";
        }

        if (bases.Authorization(step.Auth, step.Base) is { } authorization)
        {
            headers["Authorization"] = authorization;
        }

        foreach (var (name, value) in step.Headers)
        {
            if (value is null)
            {
                headers.Remove(name);
            }
            else
            {
                headers[name] = variables.Fill(value);
            }
        }

        return headers;
    }
}
