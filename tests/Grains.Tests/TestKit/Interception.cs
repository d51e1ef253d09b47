using System.Collections.Concurrent;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.TestKit;

/// <summary>What an <see cref="InterceptedStore"/> is to do.</summary>
internal sealed class Interception
{
    private int _untilFault;
    private bool _afterCommit;

    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>Holds loads of users up after they have read, until it is completed.</summary>
    public TaskCompletionSource? HoldUserViews { get; set; }

    /// <summary>Holds commits up before they reach the store, until it is completed.</summary>
    public TaskCompletionSource? HoldCommits { get; set; }

    /// <summary>Whether the fault that was set has happened.</summary>
    public bool Failed { get; private set; }

    public int Reads => Calls.Where(c => c.Key != "Commit").Sum(c => c.Value);

    /// <summary>The n-th call from now fails before it reaches the store; or the n-th commit fails after it was carried out.</summary>
    public void FailAt(int call, bool afterCommit) => (_untilFault, _afterCommit, Failed) = (call, afterCommit, false);

    public void Heal() => _untilFault = 0;

    public void Before(string call)
    {
        Calls.AddOrUpdate(call, 1, (_, n) => n + 1);
        if (!_afterCommit)
        {
            FailWhenDue();
        }
    }

    public void AfterCommit()
    {
        if (_afterCommit)
        {
            FailWhenDue();
        }
    }

    private void FailWhenDue()
    {
        if (Interlocked.Decrement(ref _untilFault) == 0)
        {
            Failed = true;
            throw new StoreUnavailableException("The test wants it so.");
        }
    }
}
