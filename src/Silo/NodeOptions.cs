namespace Scim.Silo;

/// <summary>The command line.</summary>
/// <param name="Data">The directory of the embedded store: <c>--data</c>, by default <c>data</c> in the working directory.</param>
/// <param name="BootstrapFile">Where the first start also writes what it prints: <c>--bootstrap-file</c>; null: nowhere.</param>
internal sealed record NodeOptions(string Data, string? BootstrapFile)
{
    public static NodeOptions Of(IConfiguration configuration) => new(Path.GetFullPath(configuration["data"] ?? "data"), configuration["bootstrap-file"]);
}
