using System.Globalization;
using System.Reflection;
using System.Text;

namespace Scim.Architecture.Tests.Compatibility;

/// <summary>
/// What nodes of two versions must agree on, as text: each serialised type by its alias, its members by their ids, with the types that travel. Names in .NET are not on the wire;
/// those of members and enumeration values are written for the reader.
/// </summary>
internal static class WireTypes
{
    /// <summary>Where it is kept, for a change to be seen in review.</summary>
    public const string File = "src/Grains.Interfaces/WireTypes.txt";

    private static readonly Assembly[] Assemblies = [Assembly.Load("Grains.Interfaces"), Assembly.Load("Grains")];

    public static IReadOnlyList<Type> All { get; } =
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .OrderBy(Name, StringComparer.Ordinal),
    ];

    /// <summary>Every interface that another process can call.</summary>
    public static IReadOnlyList<Type> Contracts { get; } =
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)
            && type.GetMethods().Length > 0),
    ];

    public static string Describe()
    {
        var text = new StringBuilder("# Types on the wire between nodes: alias, then id, type and name of each member. The test that compares says how it is written anew.\n");
        foreach (var type in All)
        {
            text.Append('\n').Append(type.IsEnum ? "enum " : type.IsValueType ? "struct " : "class ").Append(Name(type));
            text.Append(type.IsEnum ? $" : {Name(Enum.GetUnderlyingType(type))}" : HasSerialisedBase(type) ? $" : {Name(type.BaseType!)}" : "").Append('\n');
            foreach (var line in type.IsEnum ? Values(type) : Members(type))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>What travels: fields and properties with an id.</summary>
    public static IEnumerable<(uint Id, Type Type, string Name)> Identified(Type type) => type
        .GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(member => member is PropertyInfo or FieldInfo && member.IsDefined(typeof(IdAttribute)))
        .Select(member => (member.GetCustomAttribute<IdAttribute>()!.Id, member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType, member.Name));

    /// <summary>Fields that hold state and have no id, nor does the property before them.</summary>
    public static IEnumerable<string> Unidentified(Type type)
    {
        var identified = Identified(type).Select(member => member.Name).ToHashSet();
        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => !field.IsDefined(typeof(NonSerializedAttribute)))
            .Select(field => field.Name is ['<', ..] ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name)
            .Where(name => !identified.Contains(name));
    }

    /// <summary>The alias where there is one, with what a generic type is made of.</summary>
    public static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        var name = type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static bool HasSerialisedBase(Type type) => type.BaseType?.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) == true;

    private static IEnumerable<string> Members(Type type) =>
        Identified(type).OrderBy(member => member.Id).Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Id} {Name(member.Type)} {member.Name}"));

    private static IEnumerable<string> Values(Type type) =>
        Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)} {name}"));
}
