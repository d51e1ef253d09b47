namespace Scim.Service.Tests.Hosting;

/// <summary>The node as its own project builds it, compiled ahead. The copy beside the tests does not run: the tests have the libraries of all systems, and it looks for the one of this system.</summary>
internal static class BuiltNode
{
    // Of this project: tests/PROJECT, with bin/Release/net10.0 below it.
    private static readonly string Tests = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));

    /// <summary>The path of its assembly.</summary>
    public static string Assembly { get; } = Path.GetFullPath(Path.Combine(Tests, "../../src/Silo", Path.GetRelativePath(Tests, AppContext.BaseDirectory), "Silo.dll"));
}
