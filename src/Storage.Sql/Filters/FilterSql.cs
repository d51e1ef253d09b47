using System.Text;

namespace Scim.Storage.Sql.Filters;

/// <summary>SQL text with its parameters, in order.</summary>
internal sealed class FilterSql(ISqlDialect dialect)
{
    private readonly List<object> _values = [];
    private int _aliases;

    public ISqlDialect Dialect { get; } = dialect;

    public StringBuilder Text { get; } = new(256);

    /// <summary>Each a <see cref="string"/>, a <see cref="Guid"/>, a <see cref="long"/> or a <see cref="bool"/>.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>Takes a value as a parameter.</summary>
    /// <returns>The parameter's name.</returns>
    public string Parameter(object value)
    {
        _values.Add(value);
        return Dialect.Parameter(_values.Count);
    }

    public string NewAlias() => $"e{++_aliases}";
}
