using System.Globalization;
using System.Text;
using System.Text.Json;
using Scim.Protocol.Comparisons;
using SQLitePCL;

namespace Scim.Storage.Sql.Sqlite.Filters;

/// <summary>What filters need and SQLite lacks, as functions of a connection. All are deterministic; NULL in is NULL out, except for presence.</summary>
internal static class SqliteFunctions
{
    public static void Define(SqliteSession session)
    {
        session.Define("scim_fold", 1, static (context, _, arguments) => Answer(context, Text(arguments[0]) is { } text ? CaseFolding.Fold(text) : null));
        session.Define("scim_id", 1, static (context, _, arguments) => Answer(context, Id(arguments[0])));
        session.Define("scim_number", 1, static (context, _, arguments) => Answer(context, Number(arguments[0]) is { } number ? NumberText.Encode(number) : null));
        session.Define("scim_present", 1, static (context, _, arguments) => raw.sqlite3_result_int(context, IsPresent(arguments[0]) ? 1 : 0));
        session.Define("scim_instant", 1, static (context, _, arguments) =>
        {
            if (Text(arguments[0]) is { } text && ScimDateTime.TryParse(text, out var ticks))
            {
                raw.sqlite3_result_int64(context, ticks);
            }
            else
            {
                raw.sqlite3_result_null(context);
            }
        });
        session.Define("scim_compare_number", 2, static (context, _, arguments) =>
        {
            if (Number(arguments[0]) is { } left && Number(arguments[1]) is { } right)
            {
                raw.sqlite3_result_int(context, left.CompareTo(right));
            }
            else
            {
                raw.sqlite3_result_null(context);
            }
        });
    }

    private static void Answer(sqlite3_context context, string? text)
    {
        if (text is null)
        {
            raw.sqlite3_result_null(context);
        }
        else
        {
            raw.sqlite3_result_text(context, text);
        }
    }

    private static string? Text(sqlite3_value value) =>
        raw.sqlite3_value_type(value) == raw.SQLITE_TEXT ? Encoding.UTF8.GetString(raw.sqlite3_value_blob(value)) : null;

    private static string? Id(sqlite3_value value) =>
        raw.sqlite3_value_type(value) == raw.SQLITE_BLOB ? new Guid(raw.sqlite3_value_blob(value), bigEndian: true).ToString("D") : null;

    private static decimal? Number(sqlite3_value value) =>
        raw.sqlite3_value_type(value) != raw.SQLITE_NULL
        && decimal.TryParse(Encoding.UTF8.GetString(raw.sqlite3_value_blob(value)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // RFC 7644 §3.4.2.2, pr: a text that is not empty, a number, a boolean, or a structure that holds one of these.
    private static bool IsPresent(sqlite3_value value)
    {
        if (raw.sqlite3_value_type(value) != raw.SQLITE_TEXT)
        {
            return raw.sqlite3_value_type(value) != raw.SQLITE_NULL;
        }

        var reader = new Utf8JsonReader(raw.sqlite3_value_blob(value));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number
                || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0))
            {
                return true;
            }
        }

        return false;
    }
}
