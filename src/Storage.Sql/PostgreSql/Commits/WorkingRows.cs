using System.Diagnostics.CodeAnalysis;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// Rows of one table as they are in the database, and as they will be: several changes of one row in a batch become one. What a group changed can be
/// taken back until it is accepted.
/// </summary>
internal sealed class WorkingRows<TKey, TRow>
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow> _stored = [];
    private readonly Dictionary<TKey, TRow?> _changed = [];
    private readonly List<(TKey Key, bool WasChanged, TRow? Before)> _journal = [];

    /// <summary>The row as it will be; null where there is none.</summary>
    [SuppressMessage("Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "a table's key is what it is")]
    public TRow? this[TKey key]
    {
        get => _changed.TryGetValue(key, out var changed) ? changed : _stored.GetValueOrDefault(key);
        set
        {
            var wasChanged = _changed.TryGetValue(key, out var before);
            _journal.Add((key, wasChanged, before));
            _changed[key] = value;
        }
    }

    /// <summary>Takes over a row as it is in the database.</summary>
    public void Load(TKey key, TRow row) => _stored[key] = row;

    /// <summary>The keys of all rows that are known and will be there.</summary>
    public List<TKey> Keys()
    {
        var keys = new List<TKey>(_stored.Count + _changed.Count);
        foreach (var key in _stored.Keys)
        {
            if (this[key] is not null)
            {
                keys.Add(key);
            }
        }

        foreach (var (key, row) in _changed)
        {
            if (row is not null && !_stored.ContainsKey(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    public void Accept() => _journal.Clear();

    public void TakeBack()
    {
        for (var i = _journal.Count - 1; i >= 0; i--)
        {
            var (key, wasChanged, before) = _journal[i];
            if (wasChanged)
            {
                _changed[key] = before;
            }
            else
            {
                _changed.Remove(key);
            }
        }

        _journal.Clear();
    }

    /// <summary>Sorts what has changed into what has to be written.</summary>
    public RowChanges<TKey, TRow> Changes()
    {
        var changes = new RowChanges<TKey, TRow>([], [], []);
        foreach (var (key, after) in _changed)
        {
            switch (_stored.GetValueOrDefault(key), after)
            {
                case (null, { } inserted):
                    changes.Inserted.Add((key, inserted));
                    break;
                case ({ } before, null):
                    changes.Deleted.Add((key, before));
                    break;
                case ({ } before, { } updated) when !ReferenceEquals(before, updated):
                    changes.Updated.Add((key, before, updated));
                    break;
            }
        }

        return changes;
    }

    public void Clear()
    {
        _stored.Clear();
        _changed.Clear();
        _journal.Clear();
    }
}
