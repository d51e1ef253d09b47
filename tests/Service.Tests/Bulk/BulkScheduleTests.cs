using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsCheck;
using Scim.Api.Bulk;
using Scim.Protocol.Bulk;

namespace Scim.Service.Tests.Bulk;

/// <summary>Steps run at once and in order, and not beyond the limit of errors.</summary>
public sealed class BulkScheduleTests
{
    // Of each step: what it waits for among those before (by distance), whether it fails, whether it may be too early.
    private static readonly Gen<List<(int[] Distances, bool Fails, bool Early)>> Plans =
        Gen.Select(Gen.Int[1, 6].Array[0, 3], Gen.Bool, Gen.Bool, (distances, fails, early) => (distances, fails, early)).List[1, 40];

    [Fact]
    public void every_step_ends_once_and_after_those_it_waits_for() => Plans.Sample(plan =>
    {
        var ended = new ConcurrentDictionary<int, bool>();
        var order = new ConcurrentQueue<string>();
        var steps = Steps(plan);
        Run(steps, null, async (step, isFirst) =>
        {
            foreach (var before in steps[step].After.Where(before => !ended.ContainsKey(before)))
            {
                order.Enqueue($"{step} before {before}");
            }

            await Task.Yield();
            if (steps[step].MayBeTooEarly && !isFirst)
            {
                return null;
            }

            if (steps[step].MayBeTooEarly && Enumerable.Range(0, step).Any(before => !ended.ContainsKey(before)))
            {
                order.Enqueue($"{step} is too early");
            }

            ended.TryAdd(step, true).ShouldBeTrue();
            return plan[step].Fails ? 1 : 0;
        });
        order.ShouldBeEmpty();
        ended.Count.ShouldBe(plan.Count);
    });

    [Fact]
    public void with_a_limit_of_errors_exactly_those_are_tried_that_one_after_the_other_would_be() => Gen.Select(Plans, Gen.Int[1, 6]).Sample((plan, limit) =>
    {
        var tried = new ConcurrentBag<int>();
        Run(Steps(plan), limit, async (step, _) =>
        {
            tried.Add(step);
            await Task.Yield();
            return plan[step].Fails ? 1 : 0;
        });

        var errors = 0;
        tried.Order().ShouldBe(Enumerable.Range(0, plan.Count).TakeWhile(step => (errors += step > 0 && plan[step - 1].Fails ? 1 : 0) < limit));
    });

    [Fact]
    public async Task when_the_client_has_left_nothing_more_is_begun()
    {
        using var left = new CancellationTokenSource();
        var tried = 0;
        var steps = ImmutableArray.CreateRange(Enumerable.Range(0, 1000).Select(i => new BulkStep([i], false, i == 0 ? [] : [i - 1], false)));
        await Should.ThrowAsync<OperationCanceledException>(() => new BulkSchedule(steps, null, async (step, _) =>
        {
            tried++;
            if (step == 9)
            {
                await left.CancelAsync();
            }

            return 0;
        }).Run(left.Token));
        tried.ShouldBe(10);
    }

    [Fact]
    public async Task a_defect_is_not_swallowed()
    {
        var steps = ImmutableArray.Create(new BulkStep([0], false, [], false), new BulkStep([1], false, [0], false));
        await Should.ThrowAsync<InvalidOperationException>(() => new BulkSchedule(steps, null, (_, _) => throw new InvalidOperationException("defect")).Run(CancellationToken.None));
    }

    private static void Run(ImmutableArray<BulkStep> steps, int? failOnErrors, Func<int, bool, Task<int?>> run) =>
        new BulkSchedule(steps, failOnErrors, run).Run(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();

    private static ImmutableArray<BulkStep> Steps(List<(int[] Distances, bool Fails, bool Early)> plan) =>
        [.. plan.Select((step, i) => new BulkStep([i], false, [.. step.Distances.Select(distance => i - distance).Where(before => before >= 0).Distinct().Order()], step.Early))];
}
