using System.Collections.Immutable;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Bulk;

/// <summary>
/// In which order the operations of a bulk request are run, and which may run at once (RFC 7644 §3.7: the result must be that of one after the other). The order is that of
/// the request, but that a resource is created before what refers to it. Steps that neither refer to each other, nor concern one resource or one name, may run at once.
/// </summary>
public sealed class BulkPlan
{
    // A reference can be as long as the request: the answer need not be.
    private const int MaxShown = 100;

    private BulkPlan(ImmutableArray<BulkOperation> operations, ImmutableArray<BulkStep> steps) => (Operations, Steps) = (operations, steps);

    /// <summary>The request's operations; one that refers to nothing in the request has that as its <see cref="BulkOperation.Fault"/>.</summary>
    public ImmutableArray<BulkOperation> Operations { get; }

    /// <summary>In an order in which they could be run one after the other.</summary>
    public ImmutableArray<BulkStep> Steps { get; }

    public static BulkPlan Of(BulkRequest request)
    {
        var operations = request.Operations.ToBuilder();
        var creators = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (operation is { Method: BulkMethod.Post, BulkId: { } id, Target: not null })
            {
                creators[id] = operation.Index;
            }
        }

        var scans = new BulkScan[operations.Count];
        var needs = new List<int>[operations.Count];
        for (var i = 0; i < scans.Length; i++)
        {
            scans[i] = new BulkScan(operations[i]);
            needs[i] = new List<int>(scans[i].References.Count);
            if (scans[i].References.Count > 0)
            {
                operations[i] = operations[i] with { Refers = true };
            }

            foreach (var reference in scans[i].References)
            {
                if (creators.TryGetValue(reference, out var creator))
                {
                    needs[i].Add(creator);
                }
                else if (operations[i].Fault is null)
                {
                    operations[i] = operations[i] with { Fault = Unresolved(reference, "no POST of this request creates it") };
                }
            }

            if (operations[i].Fault is not null)
            {
                // It is not tried, so it waits for nobody.
                needs[i].Clear();
            }
        }

        var order = new BulkOrder(operations, scans);
        order.FollowEarlier(needs);
        foreach (var circle in BulkCircles.InOrder(needs))
        {
            order.Add(circle, needs);
        }

        return new BulkPlan(operations.ToImmutable(), order.Steps());
    }

    /// <summary>A reference to what is not, or could not be created.</summary>
    public static ScimError Unresolved(string bulkId, string why) => new(
        Refusals.UnresolvedReference, $"'bulkId:{(bulkId.Length > MaxShown ? bulkId[..MaxShown] + "…" : bulkId)}' stands for no resource: {why}.");
}
