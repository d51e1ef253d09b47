using CsCheck;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.Coherence;

/// <summary>
/// A store of three keys, writers, slow readers and two nodes, stepped in every order that a seed gives: COMMIT, announcement to each node, write-through and
/// acknowledgement are steps of their own, as are the snapshot and the end of a load.
/// </summary>
public sealed class CommittedCopiesPropertyTests
{
    private const int Keys = 3;
    private const int Nodes = 2;

    [Fact]
    public void what_a_copy_says_is_never_older_than_what_was_acknowledged()
    {
        Gen.Int[0, 999].Array[20, 120].Sample(steps => new Model(steps).Run(), iter: 5_000);
    }

    /// <summary>Values are the positions at which they were written, so "older" is "less".</summary>
    private sealed class Model(int[] steps)
    {
        private static readonly EnvironmentKey Environment = new(new Guid("0198c0de-0000-7000-8000-000000000001"));
        private static readonly CopyKey[] Names = [.. Enumerable.Range(0, Keys).Select(i => CopyKey.User(new UserKey(Environment, new Guid(i + 1, 0, 0, new byte[8]))))];

        private readonly CommittedCopies[] _nodes = [.. Enumerable.Range(0, Nodes).Select(_ => NewNode())];
        private readonly long[] _stored = new long[Keys];
        private readonly long[] _acknowledged = new long[Keys];
        private readonly List<Load> _loads = [];
        private readonly List<Write> _writes = [];
        private long _position;

        public bool Run()
        {
            foreach (var step in steps)
            {
                Step(step);
                if (!Holds())
                {
                    return false;
                }
            }

            return true;
        }

        private static CommittedCopies NewNode()
        {
            var options = new CoherenceOptions { SingleNode = true, CopyBytes = 1_500 };
            return new CommittedCopies(options, new OwnLease(TimeProvider.System, options));
        }

        private void Step(int step)
        {
            var (choice, detail) = (step % 6, step / 6);
            var node = detail % Nodes;
            switch (choice)
            {
                case 0:
                    _loads.Add(new Load(node, _nodes[node].Begin(), null, 0));
                    break;
                case 1 when _loads.Count > 0:
                    var taken = detail % _loads.Count;
                    _loads[taken] = _loads[taken] with { Snapshot = [.. _stored], Position = _position };
                    break;
                case 2 when _loads.Count > 0:
                    Finish(detail % _loads.Count);
                    break;
                case 3:
                    Commit(node, detail % Keys, (detail / Keys) % Keys);
                    break;
                default:
                    if (_writes.Count > 0)
                    {
                        Advance(detail % _writes.Count);
                    }

                    break;
            }
        }

        private void Finish(int index)
        {
            var load = _loads[index];
            _loads.RemoveAt(index);
            if (load.Snapshot is { } snapshot)
            {
                _nodes[load.Node].PutLoaded(load.Ticket, load.Position, [.. Names.Select((name, i) => new Copy(name, snapshot[i]))]);
            }
        }

        private void Commit(int node, int one, int other)
        {
            var ticket = _nodes[node].Begin();
            _position++;
            _stored[one] = _stored[other] = _position;
            _writes.Add(new Write(node, ticket, _position, [one, other], 0));
        }

        // First its own node hears, then the others, then it is acknowledged and kept.
        private void Advance(int index)
        {
            var write = _writes[index];
            if (write.Told == 0)
            {
                // A node's one writer announces in the order of its commits.
                index = _writes.FindIndex(w => w.Node == write.Node && w.Told == 0);
                write = _writes[index];
            }

            if (write.Told < Nodes)
            {
                var node = (write.Node + write.Told) % Nodes;
                _nodes[node].Announce([.. write.Keys.Select(k => new CommittedChange(Names[k], write.Position))], own: write.Told == 0);
                _writes[index] = write with { Told = write.Told + 1 };
                return;
            }

            _writes.RemoveAt(index);
            foreach (var key in write.Keys)
            {
                _acknowledged[key] = Math.Max(_acknowledged[key], write.Position);
                _nodes[write.Node].PutCommitted(write.Ticket, write.Position, new Copy(Names[key], write.Position));
            }
        }

        private bool Holds()
        {
            foreach (var node in _nodes)
            {
                for (var key = 0; key < Keys; key++)
                {
                    if (node.Find(Names[key]) is { } entry && node.AreCurrent(entry) && (long)entry.Value! < _acknowledged[key])
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        private sealed record Load(int Node, CopyTicket Ticket, long[]? Snapshot, long Position);

        private sealed record Write(int Node, CopyTicket Ticket, long Position, int[] Keys, int Told);
    }
}
