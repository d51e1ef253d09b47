using System.Reflection;
using System.Text;
using Scim.Fuzz.Engine;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Queries;
using Scim.Grains.Storage;
using Scim.Protocol.Errors;
using Scim.Protocol.Sorting;

namespace Scim.Fuzz.Targets;

/// <summary>Cursors: texts that are opened, and positions that are closed, opened again, and opened with one letter changed.</summary>
internal sealed class CursorTarget : FuzzTarget
{
    private static readonly CursorScope Scope = new(new TenantKey(new EnvironmentKey(new Guid("0198c0de-0000-7000-8000-000000000001")), "acme"), "/Users", "id pr", "userName", false);
    private readonly CursorSeal _seal = new(DispatchProxy.Create<IDirectoryStore, SecretStore>(), TimeProvider.System);
    private readonly Grammar _grammar = new(Words.With(
        ("letter", ["A", "z", "0", "-", "_", "=", "+", "/", "%", " ", "é"]),
        ("letters", ["‹letter›", "‹letter›‹letters›", "‹letter›‹letter›‹letter›‹letters›"]),
        ("cursor", ["‹letters›", "‹letters›‹letters›‹letters›", ".‹text›‹number›", ".‹text›‹text›‹text›", "", "."])));

    public CursorTarget() => Seeds = [.. ((string[])["", "a", "é\u0000", "123"]).Select(text => Close(Position(Encoding.UTF8.GetBytes(text)))), Close(Position([])) + " ", "", ".", ".userName", "AAAA", "a+b/c="];

    public override string Name => "cursor";

    public override IReadOnlyList<string> Seeds { get; }

    public override bool IsJson => false;

    public override int MostBytes => 40 << 10;

    public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("cursor", random));

    public override string Piece(Random random) => _grammar.Draw("letters", random);

    public override string Run(byte[] input)
    {
        if (input is not [(byte)'.', ..])
        {
            var (cursor, text) = (Open(Sample.Text(input)), Sample.Text(input));

            // Only a text that the service has made is opened: but for the last letter's bits that stand for nothing, it is what closing gives, at another time.
            Hold(Close(cursor).Length == text.Length, "a cursor is opened that the service has not made");
            return "opened";
        }

        var position = Position(input.AsSpan(1));
        var closed = Close(position);
        Hold(Open(closed).Equals(position), "a cursor comes back as another");
        var place = input.Length * 31 % (closed.Length - 1);
        var changed = closed[..place] + (closed[place] == 'A' ? 'B' : 'A') + closed[(place + 1)..];
        Hold(Try(() => $"{Open(changed)}") == Refusals.CursorInvalid.Id, "a cursor with a letter changed is opened");
        return $"closed {closed.Length / 100}";
    }

    // The key that a list would be sorted by: a number where the bytes are one, else a text.
    private static Cursor Position(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var key = text.Length == 0 ? null
            : decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? SortKey.Of(number)
            : SortKey.Of(text);
        return new Cursor(new ListPlace(key, text.Length % 2, text.Length * 1_000_003L), text.Length % 3 == 0, text.Length % 1001);
    }

    private string Close(Cursor cursor) => _seal.Close(Scope, cursor).AsTask().GetAwaiter().GetResult();

    private Cursor Open(string text) => _seal.Open(Scope, text).AsTask().GetAwaiter().GetResult();

    /// <summary>A store that knows the secret of cursors and nothing else. A proxy derives from it.</summary>
#pragma warning disable MA0053, CA1812
    internal class SecretStore : DispatchProxy
#pragma warning restore MA0053, CA1812
    {
        private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IAdministrationReader.LoadCursorSecret)
            ? new ValueTask<byte[]>(Secret)
            : throw new NotSupportedException(targetMethod?.Name);
    }
}
