using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Orleans.Runtime.Messaging;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>Calls to grains that may be made twice: one repetition after a jittered pause when the cluster or the store was away for a moment.</summary>
internal static class Repeat
{
    private const int LeastPauseMs = 50;
    private const int MostPauseMs = 200;

    /// <summary>Calls, and calls once more after a transient fault. Only for what may safely happen twice.</summary>
    public static async Task<T> Idempotent<TState, T>(TState state, Func<TState, Task<T>> call)
    {
        try
        {
            return await call(state);
        }
        catch (Exception e) when (IsTransient(e))
        {
            await Pause();
        }

        return await call(state);
    }

    /// <summary>As <see cref="Idempotent{TState,T}"/>, and also after an answer that says the service is unavailable.</summary>
    public static async Task<Outcome<T>> IdempotentOutcome<TState, T>(TState state, Func<TState, Task<Outcome<T>>> call)
        where T : class
    {
        var outcome = await Idempotent(state, call);
        if (outcome.Refusal?.Id != Refusals.Unavailable.Id)
        {
            return outcome;
        }

        await Pause();
        return await call(state);
    }

    /// <summary>Whether a fault passes by itself: a silo that left or stops, a connection that broke, a time-out, a full queue, a store that is away.</summary>
    public static bool IsTransient(Exception fault) =>
        fault is DirectoryUnavailableException or TimeoutException or OperationCanceledException or OrleansMessageRejectionException or SiloUnavailableException
            or ClientNotAvailableException or ConnectionFailedException or SocketException
        || fault.InnerException is { } inner && IsTransient(inner);

    [SuppressMessage("Security", "CA5394", Justification = "Jitter needs no secrecy.")]
    private static Task Pause() => Task.Delay(Random.Shared.Next(LeastPauseMs, MostPauseMs));
}
