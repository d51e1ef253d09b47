using System.Collections.Concurrent;
using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Schemas;
using Scim.Protocol.Discovery;
using Scim.Protocol.Errors;
using Scim.Protocol.Projection;
using Scim.Protocol.Schemas;

namespace Scim.Api.Schemas;

/// <summary>
/// The schemas of environments, for what an API process decides itself: what is shown, and discovery. In a silo's process always the current ones. In a process without a silo they
/// are asked for twice a second for one environment at most; a resource that follows newer ones makes it ask at once, so that nothing is shown by older schemas than its own.
/// </summary>
/// <param name="grains">The grains.</param>
/// <param name="committed">Null in a process without a silo.</param>
/// <param name="time">The monotonic clock.</param>
internal sealed class SchemaViews(IGrainFactory grains, ICommittedSchemas? committed, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(500);
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<EnvironmentKey, View> _views = new();

    /// <param name="environment">The environment.</param>
    /// <param name="atLeast">The version of the set of schemas that the answer must know.</param>
    /// <exception cref="ScimException"><see cref="Refusals.Unavailable"/>.</exception>
    public ValueTask<SchemaCatalog> Of(EnvironmentKey environment, long atLeast = 0)
    {
        if (committed is not null)
        {
            return committed.Find(environment) is { } set && set.Version >= atLeast ? new(CatalogOf(environment, set)) : Ask(environment);
        }

        return _views.TryGetValue(environment, out var view) && view.Catalog.Version >= atLeast && time.GetElapsedTime(view.Asked) < Lifetime
            ? new(view.Catalog)
            : Ask(environment);
    }

    /// <summary>What of users the request wants.</summary>
    public ValueTask<WantedAttributes> WantedOfUsers(HttpContext context) => WantedOfUsers(context, QueryParameters.Read(context.Request));

    /// <summary>The same of a query that has been read.</summary>
    public ValueTask<WantedAttributes> WantedOfUsers(HttpContext context, QueryParameters query) => Wanted(context, query, static catalog => catalog.User);

    /// <summary>What of groups the request wants.</summary>
    public ValueTask<WantedAttributes> WantedOfGroups(HttpContext context) => WantedOfGroups(context, QueryParameters.Read(context.Request));

    /// <summary>The same of a query that has been read.</summary>
    public ValueTask<WantedAttributes> WantedOfGroups(HttpContext context, QueryParameters query) => Wanted(context, query, static catalog => catalog.Group);

    internal static AttributeSelection SelectionOf(ResourceType type, QueryParameters query) =>
        AttributeSelection.Parse(type, query.Attributes, query.ExcludedAttributes);

    private async ValueTask<WantedAttributes> Wanted(HttpContext context, QueryParameters query, Func<SchemaCatalog, ResourceType> type)
    {
        var environment = context.Scope().Tenant.Environment;
        var catalog = await Of(environment);
        return new WantedAttributes(this, environment, query, type, SelectionOf(type(catalog), query), catalog.Version);
    }

    private async ValueTask<SchemaCatalog> Ask(EnvironmentKey environment)
    {
        var asked = time.GetTimestamp();
        var answer = await Repeat.IdempotentOutcome((grains, environment), static s => s.grains.ExtensionSchemas().Load(s.environment));
        if (answer.IsRefused)
        {
            throw new ScimException(ErrorAnswer.Read(answer.Refusal));
        }

        var catalog = CatalogOf(environment, answer.Value);
        if (committed is null)
        {
            Keep(environment, new View(answer.Value, catalog, asked));
        }

        return catalog;
    }

    private SchemaCatalog CatalogOf(EnvironmentKey environment, SchemaSet set)
    {
        if (set.Version == 0)
        {
            return SchemaCatalog.Core;
        }

        if (_views.TryGetValue(environment, out var view) && view.Set.Version == set.Version)
        {
            return view.Catalog;
        }

        var catalog = SchemaCatalog.Core.With(
            set.Version,
            [.. set.Extensions.Select(e => new AddedExtension(e.ResourceType, new SchemaExtension(SchemaDocument.Read(e.Document), e.Required)))]);
        Keep(environment, new View(set, catalog, time.GetTimestamp()));
        return catalog;
    }

    private void Keep(EnvironmentKey environment, View view)
    {
        if (_views.Count >= Capacity)
        {
            _views.Clear();
        }

        _views[environment] = view;
    }

    private sealed record View(SchemaSet Set, SchemaCatalog Catalog, long Asked);
}
