using System.Text.Json;
using Scim.Grains.Environments;

namespace Scim.Silo.Starting;

/// <summary>What the first start shows, for scripts: a JSON file that only its owner can read. It takes its name when it is whole.</summary>
internal sealed class SecretFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly string _draft;
    private readonly FileStream _stream;

    private SecretFile(string path)
    {
        _path = path;
        _draft = $"{path}.{Environment.ProcessId}.new";
        File.Delete(_draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        _stream = new FileStream(_draft, options);
    }

    /// <exception cref="IOException">The directory is not there and cannot be made, or cannot be written.</exception>
    public static SecretFile Open(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return new SecretFile(full);
    }

    public void Write(FirstStartSecrets secrets, BaseAddresses addresses)
    {
        using (var json = new Utf8JsonWriter(_stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("adminKey"u8, secrets.AdministratorKey);
            json.WriteString("token"u8, secrets.Token);
            json.WriteString("legacyBaseUrl"u8, addresses.Legacy);
            json.WriteString("tenantBaseUrl"u8, addresses.Tenant);
            json.WriteEndObject();
        }

        _stream.Dispose();
        File.Move(_draft, _path, overwrite: true);
    }

    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_draft);
    }
}
