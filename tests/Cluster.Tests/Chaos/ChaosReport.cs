using Xunit.Abstractions;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>What a scenario has shown: printed whatever it was, then judged.</summary>
/// <param name="load">Has been stopped.</param>
/// <param name="happened">When the fault began, on the load's clock.</param>
internal sealed class ChaosReport(Load load, TimeSpan happened)
{
    private const int Shown = 5;

    /// <summary>From the fault until the last request failed that a repetition did not help; zero when none did.</summary>
    public TimeSpan ErrorsStopped => load.Client.Errors.Select(error => error.Ended - happened).DefaultIfEmpty().Max();

    /// <summary>From the fault until the last attempt failed, helped or not.</summary>
    public TimeSpan FailuresStopped => load.Client.Failures.Select(failure => failure.At - happened).DefaultIfEmpty().Max();

    /// <summary>Prints the figures, and fails if anything acknowledged is lost, older or there twice.</summary>
    public async Task NothingIsLost(ITestOutputHelper output, string scenario)
    {
        var losses = await load.FindLosses();
        var client = load.Client;
        output.WriteLine(
            $"{scenario}: {client.Requests} requests, {client.Repeated} repeated, {client.Errors.Count} failed twice, last of them {ErrorsStopped.TotalSeconds:F1} s after; "
            + $"last attempt failed {FailuresStopped.TotalSeconds:F1} s after; slowest success {client.Longest.TotalSeconds:F1} s; {load.Users.Count} users, "
            + $"{load.Members.Values.Sum(members => members.Count)} memberships, {losses.Count} lost, {load.Contradictions.Count} contradictions; seed {load.Seed}");
        foreach (var line in client.Failures.GroupBy(failure => $"{(failure.Attempt.Reply is { } reply ? reply.Status : 0)} from node {failure.Attempt.Node + 1}").OrderBy(kind => kind.Key))
        {
            output.WriteLine($"  {line.Count()} attempts: {line.Key}, {(line.Min(f => f.At) - happened).TotalSeconds:F1} to {(line.Max(f => f.At) - happened).TotalSeconds:F1} s after, e.g. {line.First().Attempt}");
        }

        foreach (var error in client.Errors.TakeLast(Shown))
        {
            output.WriteLine($"  {error}");
        }

        load.Contradictions.ShouldBeEmpty();
        losses.ShouldBeEmpty();
    }
}
