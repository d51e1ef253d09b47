using Scim.Api.Telemetry;

namespace Scim.Api.Administration;

/// <summary><c>GET …/events?after=&amp;limit=</c>: the provisioning log above a position.</summary>
internal sealed class ListEvents(IGrainFactory grains, ApiMetrics metrics)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
    {
        var after = PageWindow.Number(context.Request, "after", 0, long.MaxValue);
        var outcome = await environment.ReadEvents(after, PageWindow.Read(context.Request).Limit);
        if (!outcome.IsRefused)
        {
            metrics.EventsRead(outcome.Value);
        }

        await AdministrationRequest.Ok(
            context, outcome,
            page => new EventsResponse([.. page.Items.Select(EventResponse.Of)], page.Items.IsEmpty ? after : page.Items[^1].Position),
            AdministrationJson.Default.EventsResponse);
    });
}
