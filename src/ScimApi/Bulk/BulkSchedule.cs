using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Scim.Protocol.Bulk;

namespace Scim.Api.Bulk;

/// <summary>
/// Runs the steps of a plan, several at once, each after those that it waits for, the first of the request first. With a limit of errors a step is begun only when the steps before it
/// cannot reach the limit even if all that have not ended fail: so exactly those are tried that would be tried one after the other.
/// </summary>
/// <param name="steps">The plan's steps.</param>
/// <param name="failOnErrors">After how many errors of the steps before it a step is not begun, or null.</param>
/// <param name="run">Runs a step. Its second argument says whether all earlier steps have ended. Answers how many of its operations failed; null: it has to wait for all earlier steps and is to be run again.</param>
internal sealed class BulkSchedule(ImmutableArray<BulkStep> steps, int? failOnErrors, Func<int, bool, Task<int?>> run)
{
    /// <summary>Steps of one request that run at once: they share commits, and leave the writer's queue room for others.</summary>
    public const int MostAtOnce = 128;

    private readonly int[] _waitingFor = new int[steps.Length];
    private readonly List<int>?[] _followers = new List<int>?[steps.Length];
    private readonly int?[] _errors = new int?[steps.Length];
    private readonly PriorityQueue<int, int> _ready = new();
    private readonly SortedSet<int> _postponed = [];
    private readonly Channel<(int Step, int? Errors)> _done = Channel.CreateUnbounded<(int, int?)>();
    private int _firstOpen;
    private int _errorsBeforeFirstOpen;
    private int _running;
    private Exception? _fault;

    /// <returns>When nothing is under way any more.</returns>
    /// <exception cref="OperationCanceledException">The client has left; what was under way has ended.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        for (var step = 0; step < steps.Length; step++)
        {
            _waitingFor[step] = steps[step].After.Length;
            foreach (var earlier in steps[step].After)
            {
                (_followers[earlier] ??= []).Add(step);
            }

            if (_waitingFor[step] == 0)
            {
                _ready.Enqueue(step, step);
            }
        }

        Begin(cancellation);
        while (_running > 0)
        {
            var (step, errors) = await _done.Reader.ReadAsync(CancellationToken.None);
            _running--;
            End(step, errors);
            Begin(cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }
    }

    private void Begin(CancellationToken cancellation)
    {
        while (_running < MostAtOnce && _ready.TryPeek(out var step, out _) && MayBegin(step) && !cancellation.IsCancellationRequested)
        {
            _ready.Dequeue();
            _running++;
            _ = RunStep(step, step == _firstOpen);
        }
    }

    private bool MayBegin(int step) =>
        failOnErrors is not { } limit || (MostErrorsBefore(step, limit) < limit && (!steps[step].MayBeTooEarly || step == _firstOpen));

    /// <summary>How many errors the steps before this one have or may still have; those beyond the limit are not counted.</summary>
    private int MostErrorsBefore(int step, int limit)
    {
        var most = _errorsBeforeFirstOpen;
        for (var before = _firstOpen; before < step && most < limit; before++)
        {
            most += _errors[before] ?? steps[before].Operations.Length;
        }

        return most;
    }

    private async Task RunStep(int step, bool isFirst)
    {
        // What a step does before it waits for anything is for another thread, so that the next can begin.
        await Task.Yield();
        int? errors = steps[step].Operations.Length;
        try
        {
            errors = await run(step, isFirst);
        }
        catch (Exception defect)
        {
            _fault = defect;
        }

        _done.Writer.TryWrite((step, errors));
    }

    private void End(int step, int? errors)
    {
        if (errors is null)
        {
            _postponed.Add(step);
        }
        else
        {
            _errors[step] = errors;
            foreach (var follower in _followers[step] ?? [])
            {
                if (--_waitingFor[follower] == 0)
                {
                    _ready.Enqueue(follower, follower);
                }
            }
        }

        while (_firstOpen < steps.Length && _errors[_firstOpen] is { } known)
        {
            _errorsBeforeFirstOpen += known;
            _firstOpen++;
        }

        if (_postponed.Remove(_firstOpen))
        {
            _ready.Enqueue(_firstOpen, _firstOpen);
        }
    }
}
