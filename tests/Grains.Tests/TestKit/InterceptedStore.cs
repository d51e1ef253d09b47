using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.TestKit;

/// <summary>Stands between the grains and a real store: counts calls, holds them up, or makes one fail before or after it was carried out.</summary>
public class InterceptedStore : DispatchProxy
{
    private IDirectoryStore _store = null!;
    private Interception _interception = null!;

    internal static IDirectoryStore Around(IDirectoryStore store, Interception interception)
    {
        var proxy = Create<IDirectoryStore, InterceptedStore>();
        ((InterceptedStore)(object)proxy)._store = store;
        ((InterceptedStore)(object)proxy)._interception = interception;
        return proxy;
    }

    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "A proxy hands them on as objects, each once.")]
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        try
        {
            return targetMethod!.Name == nameof(IDirectoryStore.Commit)
                ? Commit((AtomicGroup)args![0]!, (CancellationToken)args[1]!)
                : Read(targetMethod, args);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "As above.")]
    private object? Read(MethodInfo method, object?[]? args)
    {
        // Before it is counted: who waits for the count may end the holding at once.
        var hold = method.Name == nameof(IDirectoryStore.LoadUserView) ? _interception.HoldUserViews : null;
        _interception.Before(method.Name);
        var result = method.Invoke(_store, args);
        if (hold is { } held)
        {
            return Hold(((ValueTask<Loaded<Storage.Rows.UserView?>>)result!).AsTask(), held);
        }

        return result;
    }

    private static async ValueTask<Loaded<Storage.Rows.UserView?>> Hold(Task<Loaded<Storage.Rows.UserView?>> read, TaskCompletionSource held)
    {
        var loaded = await read;
        await held.Task;
        return loaded;
    }

    private async ValueTask<CommitResult> Commit(AtomicGroup group, CancellationToken cancellation)
    {
        // Before it is counted, as above.
        var hold = _interception.HoldCommits;
        _interception.Before(nameof(Commit));
        await (hold?.Task ?? Task.CompletedTask);
        var result = await _store.Commit(group, cancellation);
        _interception.AfterCommit();
        return result;
    }
}
