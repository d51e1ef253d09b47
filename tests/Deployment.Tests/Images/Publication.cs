namespace Scim.Deployment.Tests.Images;

/// <summary>What the Dockerfile publishes for an image, in an empty directory that nobody can write to.</summary>
public sealed class Publication : IAsyncLifetime
{
    /// <summary>What was built for these tests.</summary>
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    private readonly string _root = Directory.CreateTempSubdirectory("scim-published-").FullName;

    /// <summary>The directory of an image's files.</summary>
    public string Of(string image) => Path.Combine(_root, image);

    public async Task InitializeAsync()
    {
        Open(_root);
        foreach (var (image, project) in new[] { ("scim-silo", "src/Silo/Silo.csproj"), ("scim-api", "src/ScimApi/ScimApi.csproj") })
        {
            string[] publish = Dockerfile.OfTheRepository.Publication(project);
            publish[1] = Repository.Path(project);
            publish[^1] = Of(image);

            // What was built for these tests is published, not built again. No build server outlives the tests.
            publish[Array.IndexOf(publish, "Release")] = Configuration;
            await Command.Run(["dotnet", .. publish, "--no-build", "-v", "quiet", "-nodeReuse:false"]);
            foreach (var directory in Directory.EnumerateDirectories(Of(image), "*", SearchOption.AllDirectories).Append(Of(image)))
            {
                Open(directory);
            }
        }
    }

    public Task DisposeAsync()
    {
        foreach (var directory in Directory.EnumerateDirectories(_root, "*", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    private void Open(string directory)
    {
        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(directory, directory == _root ? Read | UnixFileMode.UserWrite : Read);
    }
}
