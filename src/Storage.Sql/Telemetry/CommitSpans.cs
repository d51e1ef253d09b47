using System.Diagnostics;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Telemetry;

/// <summary>Spans of the writer: one for each change, in its request's trace, and one for each batch, linked to the changes in it. None while nobody listens.</summary>
internal static class CommitSpans
{
    public const string SourceName = "Scim.Storage";

    // As many links as anybody reads.
    private const int MostLinks = 64;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>From a change's acceptance until its acknowledgement.</summary>
    public static Activity? Change() => Source.StartActivity("store.change");

    /// <summary>From a batch's begin until it is durable.</summary>
    public static Activity? Batch(List<PendingCommit> batch)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = batch.Where(pending => pending.Span is not null).Take(MostLinks).Select(pending => new ActivityLink(pending.Span!.Context));
        var span = Source.StartActivity(ActivityKind.Internal, parentContext: default, links: links, name: "store.batch");
        span?.SetTag("scim.batch.size", batch.Count);
        return span;
    }
}
