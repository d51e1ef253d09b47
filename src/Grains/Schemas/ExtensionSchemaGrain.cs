using Orleans.Concurrency;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Discovery;
using Scim.Protocol.Errors;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Schemas;

/// <inheritdoc cref="IExtensionSchemaGrain"/>
[StatelessWorker, Reentrant]
internal sealed class ExtensionSchemaGrain(EnvironmentSchemas schemas, DirectoryCommits commits, WriteLoop writes, IIdSource ids) : Grain, IExtensionSchemaGrain
{
    /// <summary>Extensions of one environment.</summary>
    private const int Most = 20;

    public Task<Outcome<SchemaSet>> Load(EnvironmentKey environment) => RequestBoundary.Answer(async () => (await schemas.Read(environment)).Set);

    public Task<Outcome<ExtensionSchema>> Add(EnvironmentKey environment, ExtensionDraft draft) => RequestBoundary.Answer(() =>
    {
        ExtensionRules.CheckResourceType(draft.ResourceType);
        var (schema, id) = (Read(draft), ids.Next());
        return writes.Run(async _ =>
        {
            var present = await schemas.Load(environment);
            ExtensionSchemaReader.CheckAgainst(present.Catalog, schema);
            if (present.Set.Extensions.Length >= Most)
            {
                throw new ScimException(Refusals.TooManySchemas, $"An environment has at most {Most} extension schemas.");
            }

            var put = new PutExtension(
                environment, present.Set.Version, id, schema.Id, draft.ResourceType, draft.Required, SchemaDocument.Write(schema), OnlyUnused: false, draft.Required);
            return await Commit(put);
        });
    });

    public Task<Outcome<ExtensionSchema>> Replace(EnvironmentKey environment, string urn, ExtensionDraft draft) => RequestBoundary.Answer(() =>
    {
        var schema = Read(draft);
        return writes.Run(async _ =>
        {
            var present = await schemas.Load(environment);
            var old = ExtensionRules.Find(present.Set, urn);
            ExtensionRules.CheckSame(old, schema, draft);
            var document = SchemaDocument.Write(schema);
            if (draft.Required == old.Required && document.AsSpan().SequenceEqual(old.Document))
            {
                return old;
            }

            var obstacle = ExtensionChange.Obstacle(SchemaDocument.Read(old.Document), schema);
            var put = new PutExtension(
                environment, present.Set.Version, old.Id, old.Urn, old.ResourceType, draft.Required, document, obstacle is not null, draft.Required && !old.Required);
            return await Commit(put, obstacle);
        });
    });

    public Task<Outcome<Done>> Remove(EnvironmentKey environment, string urn) => RequestBoundary.Answer(() => writes.Run(async _ =>
    {
        var present = await schemas.Load(environment);
        var old = ExtensionRules.Find(present.Set, urn);
        return await commits.Commit(environment, null, new RemoveExtension(environment, present.Set.Version, old.Id, old.Urn, old.ResourceType)) switch
        {
            CommitResult.Committed => Done.Instance,
            CommitResult.Conflicted => throw ExtensionRules.InUse(old.Urn, "it cannot be removed"),
            _ => null,
        };
    }));

    private static Schema Read(ExtensionDraft draft)
    {
        using var body = JsonBody.Parse(draft.Schema);
        return ExtensionSchemaReader.Read(body.RootElement);
    }

    /// <summary>Null when the set has moved under it: to be decided again.</summary>
    private async ValueTask<ExtensionSchema?> Commit(PutExtension put, string? obstacle = null) => await commits.Commit(put.Environment, null, put) switch
    {
        CommitResult.Committed => ExtensionRules.Find((await schemas.Load(put.Environment)).Set, put.Urn),
        CommitResult.Conflicted { Kind: ConflictKind.SchemaInUse } => throw ExtensionRules.InUse(put.Urn, $"this change would not suit it: {obstacle}"),
        CommitResult.Conflicted => throw new ScimException(
            Refusals.SchemaNeedsData, $"The environment has resources of the type {put.ResourceType} already, and none has the extension: it cannot be required."),
        CommitResult.Missing => throw new ScimException(Refusals.EnvironmentMissing, "There is no such environment."),
        _ => null,
    };
}
