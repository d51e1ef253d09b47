namespace Scim.Conformance.Tests.Requirements;

/// <summary>One keyword of an RFC: what it demands, of whom, and what proves it or why nothing does.</summary>
/// <param name="Id">RFC, section and running number there: <c>7644-3.5.2-04</c>.</param>
/// <param name="Line">From 1, in the RFC's text.</param>
/// <param name="Keyword">As RFC 2119 means it: <c>MUST</c>, <c>SHALL NOT</c>, …</param>
/// <param name="Binds">One of <see cref="LedgerRules.Bound"/>.</param>
/// <param name="Text">In short and in our words.</param>
/// <param name="Tests">Full names: namespace, class, method.</param>
/// <param name="Reason">A kind of <see cref="LedgerRules.Kinds"/>, a colon, and the reason; empty where the tests say it all.</param>
internal sealed record Requirement(string Id, string Section, int Line, string Keyword, string Binds, string Text, IReadOnlyList<string> Tests, string Reason)
{
    /// <summary>Whether RFC 2119 leaves no choice: MUST, SHALL and REQUIRED. What else there is is SHOULD and RECOMMENDED.</summary>
    public bool IsAbsolute => !Keyword.Contains("SHOULD", StringComparison.Ordinal) && !Keyword.Contains("RECOMMENDED", StringComparison.Ordinal);

    /// <summary>The kind of the reason; empty without one.</summary>
    public string Kind => Reason.Split(':')[0];

    /// <summary>What the requirement counts as: <c>tests</c> where there are some, unless they show that the service does otherwise; else the kind of the reason.</summary>
    public string Status => Tests.Count > 0 && Kind is not ("gap" or "deviation") ? "tests" : Kind;

    /// <summary>The reason without its kind.</summary>
    public string Why => Reason[(Reason.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

    /// <param name="row">Eight fields with tabs between them; tests are divided by blanks.</param>
    public static Requirement Read(string row)
    {
        var fields = row.Split('\t');
        fields.Length.ShouldBe(8, row);
        return new Requirement(
            fields[0], fields[1], int.Parse(fields[2]), fields[3], fields[4], fields[5], fields[6].Split(' ', StringSplitOptions.RemoveEmptyEntries), fields[7]);
    }
}
