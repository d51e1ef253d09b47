using System.Globalization;

namespace Scim.Load;

/// <summary>The command line: a command, then <c>--name value</c> pairs.</summary>
internal sealed class Options(string[] arguments)
{
    public string Command => arguments.Length > 0 ? arguments[0] : "";

    public string this[string name] => Optional(name) ?? throw new ArgumentException($"--{name} is missing.");

    public int Number(string name) => int.Parse(this[name], CultureInfo.InvariantCulture);

    public string? Optional(string name)
    {
        var at = Array.IndexOf(arguments, "--" + name);
        return at > 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
