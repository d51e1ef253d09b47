namespace Scim.Storage.Sql.Filters;

/// <summary>
/// How one database says what a filter needs. Every expression that is a condition is two-valued: it never yields NULL, because a filter's logic
/// knows no "unknown" (docs/decisions/0005-filter-comparisons.md). Expressions are constant text of this code; values are always parameters.
/// </summary>
internal interface ISqlDialect
{
    /// <summary>What stands behind a table's alias to read it by that index; empty where the planner is to choose.</summary>
    string UseIndex(string index);

    /// <summary>What stands behind <c>FROM</c> to look each candidate up in its table, whatever the planner believes of their number.</summary>
    /// <param name="candidates">A query of one column <c>id</c>; its alias is <c>c</c>.</param>
    /// <param name="key">The condition that finds a candidate's row, of unqualified columns of the table.</param>
    /// <param name="index">The index of that key.</param>
    string LookUp(string candidates, string table, string alias, string key, string index);

    /// <summary>Names the n-th parameter, from 1.</summary>
    string Parameter(int number);

    /// <summary>The columns that name a user's row in the result of a query; <c>u</c> is its alias.</summary>
    string UserColumns { get; }

    /// <summary>The columns that name a group's row in the result of a query; <c>g</c> is its alias.</summary>
    string GroupColumns { get; }

    /// <summary>The column that names a user's row in the result of a sorted query; <c>u</c> is its alias.</summary>
    string UserRow { get; }

    /// <summary>What puts users in the order of their numbers, and tells the place of each: where every index has such a thing, that.</summary>
    string UserOrder { get; }

    /// <summary>The folded userName of <c>u</c>, all of it, in columns that an index of users holds.</summary>
    string UserNameFolded { get; }

    /// <summary>What stands behind <c>FROM</c> to read users in that order; <c>u</c> is the alias.</summary>
    string UsersInOrder { get; }

    /// <summary>Where that order begins and ends in an environment, as conditions that begin with <c>AND</c>; empty where an index of the environment holds it.</summary>
    /// <param name="first">Whether to begin at the first: not where a position says where.</param>
    /// <param name="last">Whether to end at the last.</param>
    string OrderBounds(string environment, bool first, bool last);

    /// <summary>A query of the ids of the users with that e-mail; there may be others among them.</summary>
    /// <param name="parameter">The parameter of the folded e-mail.</param>
    string UsersWithEmail(string environment, string parameter);

    /// <summary>A query of the ids of the users with that externalId in the tenant; there may be others among them.</summary>
    /// <param name="parameter">The parameter of the externalId.</param>
    string UsersWithExternalId(string environment, string tenant, string parameter);

    /// <summary>A condition that is true of every link that may be newer than its user.</summary>
    string LinkIsNewer { get; }

    /// <summary>The profile of <c>u</c> as JSON.</summary>
    string UserDocument { get; }

    /// <summary>The data of extensions of <c>g</c> as JSON; NULL for none.</summary>
    string GroupDocument { get; }

    /// <summary>An id that is none.</summary>
    string NullId { get; }

    /// <summary>A text as an index holds it: a database may index long texts by less than all of them.</summary>
    string Indexed(string text);

    /// <summary>The invariant lower case of a text, as <see cref="Scim.Protocol.Comparisons.CaseFolding"/> defines it.</summary>
    string Fold(string text);

    /// <summary>The invariant lower case of a column.</summary>
    string FoldColumn(string column);

    /// <summary>The invariant lower case of a text from a document, of an attribute that is not caseExact.</summary>
    string FoldJson(string text);

    /// <summary>Equality that takes NULL for a value like others.</summary>
    string IsEqual(string left, string right);

    string Contains(string text, string operand);

    string StartsWith(string text, string operand);

    string EndsWith(string text, string operand);

    /// <summary>The order of numbers.</summary>
    /// <param name="comparison">One of <c>&lt; &lt;= &gt; &gt;=</c>.</param>
    string Ordered(string left, string comparison, string right);

    /// <summary>The order of texts by code points.</summary>
    /// <param name="comparison">One of <c>&lt; &lt;= &gt; &gt;=</c>.</param>
    string OrderedText(string left, string comparison, string right);

    /// <summary>The text of an id, with dashes and small letters.</summary>
    string IdText(string id);

    /// <summary>The text at a path; without a path, of a document that is an <see cref="Element"/>.</summary>
    string JsonText(string document, params ReadOnlySpan<string> path);

    /// <summary>The boolean at a path as a flag.</summary>
    string JsonFlag(string document, params ReadOnlySpan<string> path);

    /// <summary>The dateTime at a path (RFC 7643 §2.3.5) as ticks, NULL for another text.</summary>
    string JsonInstant(string document, params ReadOnlySpan<string> path);

    /// <summary>The value at a path as JSON.</summary>
    string Json(string document, params ReadOnlySpan<string> path);

    /// <summary>The elements of a JSON array as rows; the name of the row's value is <see cref="Element"/>.</summary>
    string JsonElements(string json, string alias);

    /// <summary>The place of an element in its array.</summary>
    string ElementOrder(string alias);

    /// <summary>An element as a document.</summary>
    string Element(string alias);

    /// <summary>Whether JSON holds something: RFC 7644 §3.4.2.2, <c>pr</c>.</summary>
    string JsonIsPresent(string json);

    /// <summary>Compares a JSON number with a decimal's text: negative, zero, positive, NULL for anything else.</summary>
    string CompareNumber(string json, string operand);

    /// <summary>A text to sort by: by code points, no more than <see cref="Scim.Protocol.Sorting.SortKey.MaxCodePoints"/>.</summary>
    string SortText(string text);

    /// <summary>A flag to sort by, as 0 or 1.</summary>
    string SortFlag(string flag);

    /// <summary>A JSON number to sort by.</summary>
    string SortNumber(string json);

    /// <summary>A number in the form of <see cref="SortNumber"/> as a parameter's value.</summary>
    string NumberKey(decimal number);

    /// <summary>The parameter of a value that <see cref="NumberKey"/> has made.</summary>
    string NumberParameter(string parameter);

    /// <summary>No value, of a text's type.</summary>
    string NullText { get; }
}
