namespace Scim.Protocol.Bulk;

/// <summary>Those who take names and those who set some free, in turns: all of one turn wait for all of the turn before.</summary>
internal sealed class NameTraffic
{
    private readonly List<int> _takers = [];
    private readonly List<int> _freers = [];
    private bool _freersTurn;

    /// <summary>Whether a PUT came by.</summary>
    public bool HasReplacement { get; set; }

    public void Pass(int step, bool takes, bool frees, SortedSet<int> after)
    {
        if (takes && frees)
        {
            // A turn of its own.
            after.UnionWith(_takers);
            after.UnionWith(_freers);
            _takers.Clear();
            _freers.Clear();
            _takers.Add(step);
            _freers.Add(step);
        }
        else if (takes)
        {
            after.UnionWith(_freers);
            Take(_takers, step, freersTurn: false);
        }
        else if (frees)
        {
            after.UnionWith(_takers);
            Take(_freers, step, freersTurn: true);
        }
    }

    private void Take(List<int> turn, int step, bool freersTurn)
    {
        if (_freersTurn != freersTurn)
        {
            turn.Clear();
            _freersTurn = freersTurn;
        }

        turn.Add(step);
    }
}
