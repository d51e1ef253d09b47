namespace Scim.Storage.Sql.Filters;

/// <summary>
/// How one database says what a filter needs. Every expression that is a condition is two-valued: it never yields NULL, because a filter's logic
/// knows no "unknown" (docs/decisions/0005-filter-comparisons.md). Expressions are constant text of this code; values are always parameters.
/// </summary>
internal interface ISqlDialect
{
    /// <summary>What stands behind a table's alias to read it by that index; empty where the planner is to choose.</summary>
    string UseIndex(string index);

    /// <summary>Names the n-th parameter, from 1.</summary>
    string Parameter(int number);

    /// <summary>The invariant lower case of a text, as <see cref="Scim.Protocol.Comparisons.CaseFolding"/> defines it.</summary>
    string Fold(string text);

    /// <summary>Equality that takes NULL for a value like others.</summary>
    string IsEqual(string left, string right);

    string Contains(string text, string operand);

    string StartsWith(string text, string operand);

    string EndsWith(string text, string operand);

    /// <summary>Order by code points, or of numbers.</summary>
    /// <param name="comparison">One of <c>&lt; &lt;= &gt; &gt;=</c>.</param>
    string Ordered(string left, string comparison, string right);

    /// <summary>The text of an id, with dashes and small letters.</summary>
    string IdText(string id);

    /// <summary>The value at a path as SQL: text unquoted, a boolean as a flag.</summary>
    string JsonValue(string document, params ReadOnlySpan<string> path);

    /// <summary>The value at a path as JSON.</summary>
    string Json(string document, params ReadOnlySpan<string> path);

    /// <summary>The elements of a JSON array as rows; the name of the row's value is <see cref="Element"/>.</summary>
    string JsonElements(string json, string alias);

    /// <summary>An element as SQL.</summary>
    string Element(string alias);

    /// <summary>Whether JSON holds something: RFC 7644 §3.4.2.2, <c>pr</c>.</summary>
    string JsonIsPresent(string json);

    /// <summary>A dateTime of RFC 7643 §2.3.5 as ticks, NULL for another text.</summary>
    string Instant(string text);

    /// <summary>Compares a JSON number with a decimal's text: negative, zero, positive, NULL for anything else.</summary>
    string CompareNumber(string json, string operand);
}
