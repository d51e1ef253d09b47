using System.Text.RegularExpressions;

namespace Scim.Architecture.Tests.Compatibility;

/// <summary>
/// A migration runs while nodes of the former version still serve: it may only add what they need not know (expand). Taking something away, or asking more of a row than they write, is a step
/// for a later version, when no node needs it any more (contract), and is listed here.
/// </summary>
public sealed partial class MigrationTests
{
    private const string OneProcess = "One process has the file, and it migrates before it serves: no other version is ever at work on it.";

    /// <summary>Migrations that take something away, each with the reason why no running version needs it.</summary>
    private static readonly IReadOnlyDictionary<string, string> ContractSteps = new Dictionary<string, string>
    {
        ["src/Storage.Sql/PostgreSql/Migrations/0008_name_keys.sql"] =
            "The function gives the same values as before, and each index that goes is made anew under its name in the same transaction, of the same keys, for the same statements.",
        ["src/Storage.Sql/Sqlite/Migrations/0007_lighter_writes.sql"] = OneProcess,
        ["src/Storage.Sql/Sqlite/Migrations/0008_lookups_by_text.sql"] = OneProcess,
    };

    private static IEnumerable<string> Migrations => Repository.Files.Where(path => path.StartsWith("src/Storage.Sql/", StringComparison.Ordinal) && path.EndsWith(".sql", StringComparison.Ordinal));

    [Fact]
    public void migrations_only_add()
    {
        Migrations.Count().ShouldBeGreaterThan(2, "the migrations were found");
        Migrations.Where(path => !ContractSteps.ContainsKey(path)).SelectMany(path => NarrowingStatements(Repository.Read(path)).Select(statement => $"{path}: {statement}")).ShouldBeEmpty();
        ContractSteps.Keys.Except(Migrations).ShouldBeEmpty();
    }

    [Fact]
    public void migrations_are_numbered_without_a_gap_and_none_is_numbered_twice()
    {
        foreach (var folder in Migrations.GroupBy(path => Path.GetDirectoryName(path)))
        {
            folder.Select(path => int.Parse(Path.GetFileName(path)[..4])).Order().ShouldBe(Enumerable.Range(1, folder.Count()), folder.Key);
        }
    }

    [Theory]
    [InlineData("DROP TABLE users;")]
    [InlineData("ALTER TABLE users\n  DROP COLUMN profile;")]
    [InlineData("ALTER TABLE users RENAME COLUMN profile TO document;")]
    [InlineData("ALTER TABLE users RENAME TO people;")]
    [InlineData("ALTER TABLE users ALTER COLUMN version TYPE integer;")]
    [InlineData("alter table users alter version set data type integer;")]
    [InlineData("ALTER TABLE users ALTER COLUMN search SET NOT NULL;")]
    [InlineData("ALTER TABLE users ADD COLUMN region text NOT NULL;")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT checked CHECK (version > 0);")]
    [InlineData("CREATE UNIQUE INDEX one_name ON users (name);")]
    [InlineData("TRUNCATE users;")]
    [InlineData("DELETE FROM users;")]
    public void a_statement_that_an_old_node_would_stumble_over_is_found(string sql) => NarrowingStatements(sql).ShouldHaveSingleItem();

    [Theory]
    [InlineData("CREATE TABLE regions (id uuid PRIMARY KEY, name text NOT NULL); CREATE UNIQUE INDEX one_region ON regions (name);")]
    [InlineData("ALTER TABLE users ADD COLUMN region text;")]
    [InlineData("ALTER TABLE users ADD COLUMN region text NOT NULL DEFAULT '';")]
    [InlineData("CREATE INDEX users_by_region ON users (region);")]
    [InlineData("-- Never DROP TABLE users;\nCREATE SEQUENCE numbers;")]
    [InlineData("INSERT INTO OrleansQuery VALUES ('DeleteRow', $$DELETE FROM rows; DROP TABLE rows$$);")]
    public void a_statement_that_only_adds_is_let_through(string sql) => NarrowingStatements(sql).ShouldBeEmpty();

    private static IEnumerable<string> NarrowingStatements(string sql)
    {
        var statements = NoStatement().Replace(sql, "");
        var created = CreatedTable().Matches(statements).Select(match => match.Groups["table"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return statements.Split(';').Select(statement => statement.Trim())
            .Where(statement => Narrowing().IsMatch(statement) && !(UniqueIndex().Match(statement) is { Success: true } index && created.Contains(index.Groups["table"].Value)));
    }

    /// <summary>Comments, and texts: a statement in a text is data.</summary>
    [GeneratedRegex(@"--[^\n]*|\$(?<tag>\w*)\$.*?\$\k<tag>\$|'(?:[^']|'')*'", RegexOptions.Singleline)]
    private static partial Regex NoStatement();

    [GeneratedRegex(@"\bCREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"\bCREATE\s+UNIQUE\s+INDEX\b.*?\bON\s+(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex UniqueIndex();

    [GeneratedRegex(
        @"^(DROP|TRUNCATE|DELETE|UPDATE)\b | ^CREATE\s+UNIQUE\s+INDEX\b | ^CREATE\s+OR\s+REPLACE\b
        | ^ALTER\b.*\b(DROP|RENAME)\b | ^ALTER\b.*\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b | ^ALTER\b.*\bSET\s+NOT\s+NULL\b
        | ^ALTER\b.*\bADD\s+(CONSTRAINT|CHECK|UNIQUE|FOREIGN|PRIMARY)\b | ^ALTER\b.*\bADD\b(?!.*\bDEFAULT\b).*\bNOT\s+NULL\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Narrowing();
}
