using System.Xml.Linq;
using Scim.Deployment.Tests.Checks;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Images;

/// <summary>The Dockerfile against what it copies, builds and is run as. No engine builds it here; what it publishes is run by <see cref="PublishedNodeTests"/>.</summary>
public sealed class DockerfileTests
{
    private static readonly Dictionary<string, string> Projects = new() { ["scim-silo"] = "src/Silo/Silo.csproj", ["scim-api"] = "src/ScimApi/ScimApi.csproj" };

    [Fact]
    public void what_it_copies_is_there() => Missing(Dockerfile.OfTheRepository).ShouldBeEmpty();

    [Fact]
    public void every_project_is_there_before_the_restore() => NotRestored(Dockerfile.OfTheRepository).ShouldBeEmpty();

    [Fact]
    public void each_image_runs_its_project_as_the_user_of_the_pods() => NotRun(Dockerfile.OfTheRepository, 1654).ShouldBeEmpty();

    [Fact]
    public async Task the_pods_run_as_the_user_of_the_images()
    {
        foreach (var overlay in Overlay.Names)
        {
            var ours = (await Overlay.Load(overlay)).Workloads.Where(one => Ourselves.Runs(one.Container)).ToList();
            ours.ShouldNotBeEmpty();
            ours.ShouldAllBe(one => one.Pod.SecurityContext.RunAsUser == 1654 && one.Pod.SecurityContext.RunAsGroup == 1654);
        }
    }

    [Fact]
    public void what_is_copied_is_not_ignored()
    {
        var kept = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        Dockerfile.OfTheRepository.CopiedBefore(null).Select(path => path.Split('/')[0]).Distinct().ShouldBe(kept, ignoreOrder: true);
    }

    [Theory]
    [InlineData("COPY global.json", "COPY globals.json", "globals.json")]
    [InlineData("COPY src/Grains/Grains.csproj", "COPY src/Grain/Grains.csproj", "src/Grain/Grains.csproj")]
    public void a_copy_of_nothing_is_found(string text, string mistake, string finding) => Missing(Mistaken(text, mistake)).ShouldContain(finding);

    [Theory]
    [InlineData("COPY src/Storage.Sql/Storage.Sql.csproj src/Storage.Sql/\n", "src/Storage.Sql/Storage.Sql.csproj")]
    [InlineData("Directory.Packages.props ", "Directory.Packages.props")]
    public void what_the_restore_lacks_is_found(string line, string finding) => NotRestored(Mistaken(line, "")).ShouldContain(finding);

    [Theory]
    [InlineData("USER 1654:1654", "USER root", "scim-silo runs as root")]
    [InlineData("\"Silo.dll\"", "\"Node.dll\"", "scim-silo runs dotnet Node.dll")]
    [InlineData("-o /publish/scim-api", "-o /publish/api", "src/ScimApi/ScimApi.csproj is not published to /publish/scim-api")]
    [InlineData("-noble-chiseled AS", "-noble AS", "scim-api has a shell")]
    public void a_wrong_image_is_found(string text, string mistake, string finding) => NotRun(Mistaken(text, mistake), 1654).ShouldContain(finding);

    private static Dockerfile Mistaken(string text, string mistake)
    {
        var right = Repository.Read("Dockerfile");
        right.ShouldContain(text);
        return new Dockerfile(right.Replace(text, mistake, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Missing(Dockerfile file) => file.CopiedBefore(null).Where(path => !Path.Exists(Repository.Path(path)));

    private static IEnumerable<string> NotRestored(Dockerfile file)
    {
        string[] shared = ["global.json", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt"];
        return shared.Concat(Closure("src/Silo/Silo.csproj")).Except(file.CopiedBefore("RUN dotnet restore"));
    }

    private static IEnumerable<string> NotRun(Dockerfile file, int user)
    {
        foreach (var (image, project) in Projects)
        {
            if (file.Instruction(image, "USER") != $"{user}:{user}")
            {
                yield return $"{image} runs as {file.Instruction(image, "USER")}";
            }

            if (string.Join(' ', file.EntryPoint(image)) is var runs && runs != $"dotnet {Path.GetFileNameWithoutExtension(project)}.dll")
            {
                yield return $"{image} runs {runs}";
            }

            if (file.Publication(project)[^1] != $"/publish/{image}" || file.Instruction(image, "COPY") != $"--from=build /publish/{image} .")
            {
                yield return $"{project} is not published to /publish/{image}";
            }

            if (!file.Root(image).EndsWith("-chiseled", StringComparison.Ordinal))
            {
                yield return $"{image} has a shell";
            }
        }
    }

    // A project and all that it references.
    private static IEnumerable<string> Closure(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference").Attributes("Include")
            .Select(include => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Path(Path.GetDirectoryName(project)!), include.Value))))
            .SelectMany(Closure).Append(project).Distinct();
}
