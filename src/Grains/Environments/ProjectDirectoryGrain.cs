using Orleans.Concurrency;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Errors;

namespace Scim.Grains.Environments;

/// <inheritdoc cref="IProjectDirectoryGrain"/>
[StatelessWorker, Reentrant]
internal sealed class ProjectDirectoryGrain(IDirectoryStore store, DirectoryCommits commits, IIdSource ids, WriteLoop writes) : Grain, IProjectDirectoryGrain
{
    public Task<Outcome<NamedResource>> CreateProject(string key, string name) => RequestBoundary.Answer(() =>
    {
        AdministrationRules.CheckPathKey(key);
        AdministrationRules.CheckText(name, "name");
        return writes.Run<NamedResource>(async _ => await commits.Commit(default, null, new CreateProject(ids.Next(), key, name)) switch
        {
            CommitResult.Committed => await store.FindProject(key, CancellationToken.None),
            CommitResult.Conflicted => throw AdministrationRules.KeyTaken(key, "project"),
            _ => null,
        });
    });

    public Task<Outcome<NamedResource>> GetProject(string project) => RequestBoundary.Answer(() => FindProject(project));

    public Task<Outcome<Page<NamedResource>>> ListProjects(int offset, int limit) => RequestBoundary.Answer(async () =>
        (await store.ListProjects(offset, limit, CancellationToken.None)).ToPage());

    public Task<Outcome<NamedResource>> CreateEnvironment(string project, string key, string name) => RequestBoundary.Answer(async () =>
    {
        AdministrationRules.CheckPathKey(key);
        AdministrationRules.CheckText(name, "name");
        var owner = await FindProject(project);
        return await writes.Run<NamedResource>(async _ =>
        {
            var id = ids.Next();
            return await commits.Commit(new EnvironmentKey(id), null, new CreateEnvironment(id, owner.Id, key, name, ids.Next())) switch
            {
                CommitResult.Committed => await store.FindEnvironment(owner.Id, key, CancellationToken.None),
                CommitResult.Conflicted => throw AdministrationRules.KeyTaken(key, "environment of the project"),
                CommitResult.Missing => throw MissingProject(project),
                _ => null,
            };
        });
    });

    public Task<Outcome<NamedResource>> GetEnvironment(string project, string environment) => RequestBoundary.Answer(async () =>
    {
        var owner = await FindProject(project);
        return await store.FindEnvironment(owner.Id, environment, CancellationToken.None)
            ?? throw new ScimException(Refusals.EnvironmentMissing, $"The project has no environment '{environment}'.");
    });

    public Task<Outcome<Page<NamedResource>>> ListEnvironments(string project, int offset, int limit) => RequestBoundary.Answer(async () =>
    {
        var owner = await FindProject(project);
        return (await store.ListEnvironments(owner.Id, offset, limit, CancellationToken.None)).ToPage();
    });

    private static ScimException MissingProject(string project) => new(Refusals.ProjectMissing, $"There is no project '{project}'.");

    private async ValueTask<NamedResource> FindProject(string project) =>
        await store.FindProject(project, CancellationToken.None) ?? throw MissingProject(project);
}
