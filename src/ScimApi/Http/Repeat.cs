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

    /// <summary>As <see cref="IdempotentOutcome{TState,T}"/>, and tells the call whether it is the repetition: what the first one did is then not known.</summary>
    public static async Task<Outcome<T>> Change<TState, T>(TState state, Func<TState, bool, Task<Outcome<T>>> call)
        where T : class
    {
        try
        {
            var outcome = await call(state, false);
            if (outcome.Refusal?.Id != Refusals.Unavailable.Id)
            {
                return outcome;
            }
        }
        catch (Exception e) when (IsTransient(e))
        {
            // As above: repeated below, once.
        }

        await Pause();
        return await call(state, true);
    }

    /// <summary>A deletion. A repetition that finds nothing follows a first call that nobody heard of again: the resource is gone, as it was wanted.</summary>
    public static Task<Outcome<Done>> Deletion<TState>(TState state, Func<TState, Task<Outcome<Done>>> call) => Change((state, call), static async (s, repeated) =>
    {
        var deleted = await s.call(s.state);
        return repeated && IsMissing(deleted) ? Done.Instance : deleted;
    });

    /// <summary>Whether a fault passes by itself: a silo that left or stops, a connection that broke, a time-out, a full queue, a store that is away.</summary>
    public static bool IsTransient(Exception fault) =>
        fault is DirectoryUnavailableException or TimeoutException or OperationCanceledException or OrleansMessageRejectionException or SiloUnavailableException
            or ClientNotAvailableException or ConnectionFailedException or SocketException
        || fault.InnerException is { } inner && IsTransient(inner);

    private static bool IsMissing(Outcome<Done> outcome) => outcome.Refusal?.Id is { } id && (id == Refusals.UserMissing.Id || id == Refusals.GroupMissing.Id);

    [SuppressMessage("Security", "CA5394", Justification = "Jitter needs no secrecy.")]
    private static Task Pause() => Task.Delay(Random.Shared.Next(LeastPauseMs, MostPauseMs));
}
