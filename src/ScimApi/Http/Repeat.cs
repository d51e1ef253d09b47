using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Orleans.Runtime.Messaging;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>Calls to grains, with one repetition after a jittered pause when the cluster or the store was away for a moment.</summary>
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

    /// <summary>
    /// Calls, and calls once more if the call never came to its grain: for what must not happen twice (POST, PATCH). A node that stops turns such calls away while its grains move
    /// to others.
    /// </summary>
    public static async Task<T> Undelivered<TState, T>(TState state, Func<TState, Task<T>> call)
    {
        try
        {
            return await call(state);
        }
        catch (Exception e) when (IsUndelivered(e))
        {
            await Pause();
        }

        return await call(state);
    }

    /// <summary>
    /// Whether a call was turned away before any of it was carried out: by a node that stops or has no room, or for want of a connection. A silo that went away with the call
    /// (<see cref="SiloUnavailableException"/>, a kind of rejection to Orleans) may have carried it out. What a grain calls on behalf of a write is called before the write or
    /// is the write, so a rejection of that says the same.
    /// </summary>
    public static bool IsUndelivered(Exception fault) => fault.GetType() == typeof(OrleansMessageRejectionException) || fault is ConnectionFailedException;

    /// <summary>Whether a fault passes by itself: a silo that left or stops, a connection that broke, a time-out, a full queue, a directory of grains that is being handed over, a store that is away.</summary>
    public static bool IsTransient(Exception fault) =>
        fault is DirectoryUnavailableException or TimeoutException or OperationCanceledException or OrleansMessageRejectionException or SiloUnavailableException
            or ClientNotAvailableException or ConnectionFailedException or SocketException
        || fault.GetType() == typeof(OrleansException) // no more precise type: a call that could not be addressed, "retry later"
        || fault.InnerException is { } inner && IsTransient(inner);

    private static bool IsMissing(Outcome<Done> outcome) => outcome.Refusal?.Id is { } id && (id == Refusals.UserMissing.Id || id == Refusals.GroupMissing.Id);

    [SuppressMessage("Security", "CA5394", Justification = "Jitter needs no secrecy.")]
    private static Task Pause() => Task.Delay(Random.Shared.Next(LeastPauseMs, MostPauseMs));
}
