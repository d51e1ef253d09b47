using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Scim.Architecture.Tests;

/// <summary>Scim.Protocol decides from its arguments alone: no input or output, no clock, no chance, nothing asynchronous. Read from the compiled code, which hides nothing.</summary>
public sealed class ProtocolPurityTests
{
    private static readonly string[] ImpureNamespaces =
        ["System.Threading.Tasks", "System.Net", "System.Diagnostics", "System.Runtime.InteropServices.Marshalling", "Microsoft.Extensions"];

    // Streams in memory and of embedded documents are data; the file system is not.
    private static readonly string[] ImpureTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.StreamWriter", "System.Console",
        "System.Environment", "System.Random", "System.TimeProvider", "System.Threading.Thread", "System.Threading.Timer", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] ImpureMembers =
    [
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Threading.Thread.Sleep",
    ];

    // The compiler's own marks on members; they run nothing.
    private static readonly string[] Harmless = ["System.Diagnostics.DebuggableAttribute", "System.Diagnostics.CodeAnalysis", "System.Diagnostics.DebuggerBrowsable", "System.Diagnostics.UnreachableException"];

    private readonly MetadataReader _code;

    public ProtocolPurityTests()
    {
        var file = new PEReader(File.OpenRead(Assembly.Load("Scim.Protocol").Location));
        _code = file.GetMetadataReader();
    }

    [Fact]
    public void it_uses_no_type_that_acts_on_the_world()
    {
        var used = _code.TypeReferences.Select(Name).ToList();
        used.ShouldContain("System.String", "the compiled code was read");
        used.Where(name => (ImpureTypes.Contains(name) || ImpureNamespaces.Any(space => name.StartsWith(space + ".", StringComparison.Ordinal)))
            && !Harmless.Any(mark => name.StartsWith(mark, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void it_reads_no_clock_and_draws_nothing() =>
        _code.MemberReferences.Select(_code.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{Name((TypeReferenceHandle)member.Parent)}.{_code.GetString(member.Name)}")
            .Intersect(ImpureMembers).ShouldBeEmpty();

    private string Name(TypeReferenceHandle handle)
    {
        var type = _code.GetTypeReference(handle);
        return $"{_code.GetString(type.Namespace)}.{_code.GetString(type.Name)}";
    }
}
