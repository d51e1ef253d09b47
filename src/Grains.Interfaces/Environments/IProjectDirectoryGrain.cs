using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Environments;

/// <summary>A stateless worker for administration above the environment. <c>project</c> and <c>environment</c> are an id or a key (rule A3).</summary>
[Alias("IProjectDirectoryGrain")]
public interface IProjectDirectoryGrain : IGrainWithIntegerKey
{
    [Alias("CreateProject")]
    Task<Outcome<NamedResource>> CreateProject(string key, string name);

    [Alias("GetProject")]
    Task<Outcome<NamedResource>> GetProject(string project);

    /// <summary>Projects in order of creation.</summary>
    [Alias("ListProjects")]
    Task<Outcome<Page<NamedResource>>> ListProjects(int offset, int limit);

    /// <summary>Creates an environment with its tenant <c>default</c>.</summary>
    [Alias("CreateEnvironment")]
    Task<Outcome<NamedResource>> CreateEnvironment(string project, string key, string name);

    /// <summary>Finds an environment; its <see cref="NamedResource.Id"/> is the environment key's.</summary>
    [Alias("GetEnvironment")]
    Task<Outcome<NamedResource>> GetEnvironment(string project, string environment);

    [Alias("ListEnvironments")]
    Task<Outcome<Page<NamedResource>>> ListEnvironments(string project, int offset, int limit);
}
