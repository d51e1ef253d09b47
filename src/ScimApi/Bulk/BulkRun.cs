using System.Collections.Concurrent;
using Scim.Api.Access;
using Scim.Api.Errors;
using Scim.Api.Hosting;
using Scim.Api.Http;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Api.Bulk;

/// <summary>Runs the operations of one bulk request (RFC 7644 §3.7). Each is atomic; the fault of one is its own.</summary>
internal sealed class BulkRun(BulkPlan plan, BulkCalls calls, HttpContext context, ILogger logger, Standstill? standstill)
{
    private readonly ScimScope _scope = context.Scope();
    private readonly BulkResult?[] _results = new BulkResult?[plan.Operations.Length];
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <returns>One result for each operation, in the order of the request; null for what was not tried.</returns>
    public async Task<IReadOnlyList<BulkResult?>> Run(int? failOnErrors)
    {
        await new BulkSchedule(plan.Steps, failOnErrors, RunStep).Run(context.RequestAborted);
        return _results;
    }

    private async Task<int?> RunStep(int number, bool isFirst)
    {
        var step = plan.Steps[number];
        if (step.IsCircle)
        {
            await RunCircle([.. step.Operations.Select(index => plan.Operations[index])]);
        }
        else
        {
            var operation = plan.Operations[step.Operations[0]];
            var answer = await Attempt(operation, () => Body(operation, IdOf));
            if (step.MayBeTooEarly && !isFirst && IsNameTaken(answer.Error))
            {
                return null;
            }

            Keep(operation, answer);
        }

        return step.Operations.Count(index => _results[index]?.Error is not null);
    }

    /// <summary>
    /// Resources that refer to each other (RFC 7644 §3.7.1): all are created without those references, then these are added. If one fails, the others are taken back: a resource without
    /// what it refers to is not what was asked for.
    /// </summary>
    private async Task RunCircle(BulkOperation[] circle)
    {
        var inside = circle.Select(operation => operation.BulkId!).ToHashSet(StringComparer.Ordinal);
        var made = await AtOnce(circle, (operation, _) => Attempt(operation, () => BulkBody.OfWritten(CircularData.Without(operation.Data, inside.Contains, IdOf))));
        var answers = made;
        if (made.All(answer => answer.Error is null))
        {
            var ids = circle.Zip(made).ToDictionary(pair => pair.First.BulkId!, pair => $"{pair.Second.Id:D}", StringComparer.Ordinal);
            answers = await AtOnce(circle, (operation, i) => Attempt(
                operation, BulkMethod.Patch, made[i].Id!.Value,
                () => BulkBody.OfWritten(CircularData.Rest(operation.Data, inside.Contains, id => ids.TryGetValue(id, out var own) ? own : IdOf(id)))));
        }

        var failed = Array.FindIndex(answers, answer => answer.Error is not null);
        if (failed < 0)
        {
            for (var i = 0; i < circle.Length; i++)
            {
                Keep(circle[i], answers[i] with { Status = StatusCodes.Status201Created });
            }

            return;
        }

        await AtOnce(circle, async (operation, i) =>
        {
            var takenBack = made[i] is { IsNew: true, Id: { } id } && (await Attempt(operation, BulkMethod.Delete, id, () => BulkBody.None)).Error is null;
            var failure = answers[i].Error is not null ? answers[i] : BulkAnswer.Failed(new ScimError(
                Refusals.BulkCircle,
                $"It and 'bulkId:{circle[failed].BulkId}' refer to each other, and that operation failed; what was created {(takenBack ? "has been taken back" : "is left without the references")}."));
            Keep(operation, failure);
            return failure;
        });
    }

    private static async Task<BulkAnswer[]> AtOnce(BulkOperation[] operations, Func<BulkOperation, int, Task<BulkAnswer>> call)
    {
        var answers = new BulkAnswer[operations.Length];
        await Parallel.ForAsync(
            0, operations.Length, new ParallelOptions { MaxDegreeOfParallelism = BulkSchedule.MostAtOnce }, async (i, _) => answers[i] = await call(operations[i], i));
        return answers;
    }

    private Task<BulkAnswer> Attempt(BulkOperation operation, Func<BulkBody> body) => operation.Fault is { } fault
        ? Task.FromResult(BulkAnswer.Failed(fault))
        : Attempt(operation, operation.Method, null, body);

    private async Task<BulkAnswer> Attempt(BulkOperation operation, BulkMethod method, Guid? id, Func<BulkBody> body)
    {
        try
        {
            if (standstill is { IsRecent: true })
            {
                throw new ScimException(Refusals.Unavailable, "This node stood still in the midst of the request; this operation was not tried. Repeat it.");
            }

            var precondition = method == operation.Method ? Preconditions.OfVersion(operation.Version) : null;
            return await calls.Call(_scope, operation.Target!.IsGroup, method, id ?? Id(operation.Target), body(), precondition);
        }
        catch (Exception fault)
        {
            var error = Faults.ToError(fault, context);
            if (error.Refusal.Status == StatusCodes.Status500InternalServerError)
            {
                logger.Failed(
                    fault, context.TraceIdentifier, operation.MethodText, BulkRoutes.Pattern, _scope.Tenant.Key, _scope.Tenant.Environment.Id, _scope.TokenId,
                    System.Diagnostics.Activity.Current?.TraceId.ToHexString());
            }

            return BulkAnswer.Failed(error);
        }
    }

    private void Keep(BulkOperation operation, BulkAnswer answer)
    {
        if (answer is { Error: null, Id: { } id } && operation is { Method: BulkMethod.Post, BulkId: { } bulkId })
        {
            _ids[bulkId] = id.ToString("D");
        }

        _results[operation.Index] = new BulkResult(operation, answer.Status, answer.Location ?? Location(operation), answer.Version, answer.Error);
    }

    private static BulkBody Body(BulkOperation operation, Func<string, string> idOf) => operation.Method == BulkMethod.Delete ? BulkBody.None
        : operation.Refers ? BulkBody.OfWritten(BulkReferences.Resolve(operation.Data, operation.Method == BulkMethod.Patch, idOf))
        : BulkBody.OfSent(operation.Data);

    private string IdOf(string bulkId) => _ids.TryGetValue(bulkId, out var id) ? id : throw new ScimException(BulkPlan.Unresolved(bulkId, "the operation that was to create it failed"));

    private Guid Id(BulkTarget target)
    {
        var text = target.Reference is { } reference ? IdOf(reference) : target.Id;
        return text is null ? Guid.Empty
            : Guid.TryParseExact(text, "D", out var id) ? id
            : throw new ScimException(Refusals.UnknownResource, "There is no resource of this id.");
    }

    // RFC 7644 §3.7.3: all but a POST that failed have one, whether or not there is such a resource.
    private string? Location(BulkOperation operation)
    {
        if (string.Equals(operation.MethodText, "POST", StringComparison.OrdinalIgnoreCase) || operation.Path.Length == 0)
        {
            return null;
        }

        var path = operation.Target is { Reference: { } reference } target && _ids.TryGetValue(reference, out var id)
            ? (target.IsGroup ? "Groups/" : "Users/") + id
            : string.Join('/', operation.Path.TrimStart('/').Split('/').Select(Uri.EscapeDataString));
        return $"{_scope.BaseUrl}/{path}";
    }

    private static bool IsNameTaken(ScimError? error) => error?.Refusal is { } refusal && (refusal == Refusals.UserNameTaken || refusal == Refusals.GroupNameTaken);
}
