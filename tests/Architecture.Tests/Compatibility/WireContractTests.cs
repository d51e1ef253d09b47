namespace Scim.Architecture.Tests.Compatibility;

/// <summary>
/// Two versions of a node run side by side while a cluster is upgraded. What they say to each other changes only where a reviewer sees it: calls and grains in
/// <c>OrleansContracts.txt</c> (held by Orleans' analyzer at every build), types in <see cref="WireTypes.File"/>.
/// </summary>
public sealed class WireContractTests
{
    [Fact]
    public async Task the_types_on_the_wire_are_those_on_record()
    {
        var path = Path.Combine(Repository.Root, WireTypes.File);
        var present = WireTypes.Describe();
        if (Environment.GetEnvironmentVariable("SCIM_RECORD_WIRE_TYPES") == "1")
        {
            await File.WriteAllTextAsync(path, present);
        }

        var recorded = Repository.Lines(WireTypes.File);
        var lines = present.TrimEnd('\n').Split('\n');
        lines.ShouldBe(
            recorded,
            $"""
            What travels between nodes has changed. Add members under new ids and let old nodes do without them; never give an id or an alias another meaning.
            Then write {WireTypes.File} anew with SCIM_RECORD_WIRE_TYPES=1 and this test, and commit it. Gone: {string.Join(" | ", recorded.Except(lines))}. New: {string.Join(" | ", lines.Except(recorded))}
            """);
    }

    [Fact]
    public void every_member_that_travels_has_an_id_of_its_own()
    {
        WireTypes.All.Count.ShouldBeGreaterThan(20, "the types were found");
        var members = WireTypes.All.Where(type => !type.IsEnum).ToList();
        members.SelectMany(WireTypes.Identified).Count().ShouldBeGreaterThan(50, "their members were found");
        members.SelectMany(type => WireTypes.Unidentified(type).Select(name => $"{type.Name}.{name}")).ShouldBeEmpty();
        members.Where(type => WireTypes.Identified(type).GroupBy(member => member.Id).Any(same => same.Count() > 1)).ShouldBeEmpty();
    }

    [Fact]
    public void grain_methods_and_members_are_made_of_types_with_stable_names()
    {
        var travelling = WireTypes.Contracts.SelectMany(contract => contract.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(WireTypes.All.SelectMany(WireTypes.Identified).Select(member => member.Type)).SelectMany(Parts).Distinct().ToList();
        travelling.Count.ShouldBeGreaterThan(30, "the types were found");
        travelling.Where(type => type.Namespace!.StartsWith("Scim", StringComparison.Ordinal) && !WireTypes.All.Contains(type)).ShouldBeEmpty();
    }

    [Fact]
    public void every_interface_that_another_node_calls_has_stable_names()
    {
        WireTypes.Contracts.Count.ShouldBeGreaterThan(8, "the interfaces were found");
        WireTypes.Contracts.Where(contract => !contract.IsDefined(typeof(AliasAttribute), inherit: false)).ShouldBeEmpty();
        WireTypes.Contracts.SelectMany(contract => contract.GetMethods()).Where(method => !method.IsDefined(typeof(AliasAttribute), inherit: false)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Grains.Interfaces")]
    [InlineData("Grains")]
    public void calls_and_grains_are_on_record(string project)
    {
        Repository.Read($"src/{project}/{project}.csproj").ShouldContain("<EnableOrleansContractsAnalyzer>true</EnableOrleansContractsAnalyzer>");
        Repository.Lines($"src/{project}/OrleansContracts.txt").Count(line => line.StartsWith("interface ", StringComparison.Ordinal) || line.StartsWith("class ", StringComparison.Ordinal))
            .ShouldBeGreaterThan(5);
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        if (type.IsGenericParameter)
        {
            return [];
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }
}
