using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>GET …/schemas</c>: the environment's own extension schemas, in order of their addition.</summary>
internal sealed class ListExtensions(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (key, _) =>
    {
        var window = PageWindow.Read(context.Request);
        var outcome = await grains.ExtensionSchemas().Load(key);
        await AdministrationRequest.Ok(
            context, outcome,
            set => new ListOf<ExtensionResponse>(
                [.. set.Extensions.Skip(window.Offset).Take(window.Limit).Select(ExtensionResponse.Of)], set.Extensions.Length, window.Offset, window.Limit),
            AdministrationJson.Default.ListOfExtensionResponse);
    });
}
