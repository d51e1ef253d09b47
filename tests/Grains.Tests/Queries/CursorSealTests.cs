using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Queries;
using Scim.Grains.Storage;
using Scim.Protocol.Discovery;
using Scim.Protocol.Errors;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Sqlite;

namespace Scim.Grains.Tests.Queries;

/// <summary>RFC 9865 §2 and §5.2: cursors are opaque, good for one query, and for a time.</summary>
public sealed class CursorSealTests : IAsyncLifetime
{
    private static readonly CursorScope Scope = new(new TenantKey(new EnvironmentKey(Guid.CreateVersion7()), "acme"), "/Users", "id pr", "userName", false);

    private static readonly Gen<Cursor> Cursors = Gen.Select(
        Gen.OneOf(Gen.String.Select(SortKey.Of), Gen.Decimal.Select(SortKey.Of), Gen.Const((SortKey)null!)), Gen.Int[0, 1], Gen.Long, Gen.Bool, Gen.Int[0, 1000],
        (key, rank, number, backward, count) => new Cursor(new ListPlace(key, rank, number), backward, count));

    private readonly FakeTimeProvider _time = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("scim-cursors-");
    private SqliteDirectoryStore _store = null!;
    private CursorSeal _seal = null!;

    public Task InitializeAsync()
    {
        _store = SqliteDirectoryStore.Open(new SqliteStoreOptions { Directory = _directory.FullName }, new NoObserver());
        _seal = new CursorSeal(_store, _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public Task a_cursor_comes_back_as_it_was_and_is_url_safe() => Cursors.SampleAsync(async cursor =>
    {
        var text = await _seal.Close(Scope, cursor);
        text.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' || letter == '_');
        (await _seal.Open(Scope, text)).ShouldBe(cursor);
    });

    [Fact]
    public Task a_cursor_changed_anywhere_is_refused() => Gen.Select(Cursors, Gen.Int[0, 10_000], Gen.Char['A', 'Z']).SampleAsync(async (cursor, at, letter) =>
    {
        var text = await _seal.Close(Scope, cursor);
        var place = at % text.Length;
        var changed = text[..place] + letter + text[(place + 1)..];

        // The last letter has bits that stand for nothing.
        if (changed != text && place < text.Length - 1)
        {
            await ShouldRefuse(Scope, changed, Refusals.CursorInvalid);
        }
    });

    [Fact]
    public Task text_of_any_kind_is_refused_and_never_a_fault() => Gen.OneOf(Gen.String, Gen.Char.AlphaNumeric.Array[0, 400].Select(letters => new string(letters))).SampleAsync(
        text => ShouldRefuse(Scope, text, Refusals.CursorInvalid));

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("=")]
    public async Task a_cursor_with_blanks_or_padding_is_refused(string letter)
    {
        var text = await _seal.Close(Scope, new Cursor(new ListPlace(SortKey.Of("a"), 0, 7), false, 10));
        foreach (var changed in (string[])[text + letter, text[..5] + letter + text[5..], letter + text])
        {
            await ShouldRefuse(Scope, changed, Refusals.CursorInvalid);
        }

        (await _seal.Open(Scope, text)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task a_cursor_is_of_its_scope_alone()
    {
        var text = await _seal.Close(Scope, new Cursor(new ListPlace(null, 0, 7), false, 10));
        foreach (var other in (CursorScope[])
        [
            Scope with { Tenant = Scope.Tenant with { Key = "globex" } }, Scope with { Tenant = Scope.Tenant with { Environment = new EnvironmentKey(Guid.CreateVersion7()) } },
            Scope with { Endpoint = "/Groups" }, Scope with { Filter = null }, Scope with { Filter = "id pr " }, Scope with { SortBy = "id" }, Scope with { SortBy = null },
            Scope with { Descending = true },
        ])
        {
            await ShouldRefuse(other, text, Refusals.CursorInvalid);
        }
    }

    [Fact]
    public async Task a_cursor_lives_as_long_as_announced()
    {
        var text = await _seal.Close(Scope, new Cursor(new ListPlace(null, 0, 7), false, 10));
        _time.Advance(TimeSpan.FromSeconds(new ServiceProviderFeatures().CursorTimeout!.Value - 1));
        await _seal.Open(Scope, text);
        _time.Advance(TimeSpan.FromSeconds(2));
        await ShouldRefuse(Scope, text, Refusals.CursorExpired);
    }

    [Fact]
    public async Task another_node_of_the_same_store_opens_it_and_another_store_does_not()
    {
        var text = await _seal.Close(Scope, new Cursor(new ListPlace(null, 0, 7), false, 10));
        await new CursorSeal(_store, _time).Open(Scope, text);

        var elsewhere = Directory.CreateTempSubdirectory("scim-cursors-");
        await using (var other = SqliteDirectoryStore.Open(new SqliteStoreOptions { Directory = elsewhere.FullName }, new NoObserver()))
        {
            var refused = await Should.ThrowAsync<ScimException>(() => new CursorSeal(other, _time).Open(Scope, text).AsTask());
            refused.Error.Refusal.ShouldBe(Refusals.CursorInvalid);
        }

        elsewhere.Delete(recursive: true);
    }

    private async Task ShouldRefuse(CursorScope scope, string text, Refusal refusal) =>
        (await Should.ThrowAsync<ScimException>(() => _seal.Open(scope, text).AsTask())).Error.Refusal.ShouldBe(refusal);

    private sealed class NoObserver : ICommitObserver
    {
        public ValueTask Committed(System.Collections.Immutable.ImmutableArray<CommittedChange> changes, CancellationToken cancellation) => default;
    }
}
