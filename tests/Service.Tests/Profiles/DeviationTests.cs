using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Profiles;

/// <summary>Each deviation over the wire with a token of each profile: forgiven and read as meant, or refused with the right error and nothing stored.</summary>
public sealed class DeviationTests(ProfileWorld world) : IClassFixture<ProfileWorld>
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, DeviationCases.All.Count)];

    [Fact]
    public void every_deviation_has_a_case() => Deviation.All.Except(DeviationCases.All.Select(one => one.Deviation)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task a_profile_forgives_it_or_refuses_it(int number)
    {
        var one = DeviationCases.All[number];
        foreach (var (idp, profile) in IdpProfiles.BuiltIn)
        {
            await Play(one, world.Caller(idp), profile.Forgives(one.Deviation), idp);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task a_switch_decides_whatever_the_profile_says(int number)
    {
        var one = DeviationCases.All[number];
        await Play(one, await world.Caller("generic", one.Deviation, forgiven: false), forgiven: false, "generic without it");
        await Play(one, await world.Caller("strict", one.Deviation, forgiven: true), forgiven: true, "strict with it");
    }

    private async Task Play(DeviationCase one, Caller caller, bool forgiven, string idp)
    {
        var target = await world.NewTarget();
        var shown = one.Shown is { } url ? target.Fill(url) : null;
        var effect = target.Fill(one.Effect);
        var before = await world.State(target);
        if (shown is not null)
        {
            (await world.Generic.Get(shown)).Text.ShouldNotContain(effect, Case.Sensitive, $"{one} has no effect that could be seen");
        }

        var answer = Single(await caller.Send(one.Method, target.Fill(one.Target), one.Body is null ? null : target.Fill(one.Body)));

        if (forgiven)
        {
            answer.Status.ShouldBeInRange(200, 299, $"{idp}, {one}: {answer.Text}");
            (shown is null ? answer : await world.Generic.Get(shown)).Expect(200).Text.ShouldContain(effect, Case.Sensitive, $"{idp}, {one}");
            return;
        }

        var refusal = one.Deviation.Refusal;
        answer.Status.ShouldBe(refusal.Status, $"{idp}, {one}: {answer.Text}");
        (answer.ScimType ?? "none").ShouldBe(JsonNamingPolicy.CamelCase.ConvertName(refusal.Type.ToString()), $"{idp}, {one}: {answer.Text}");
        answer.Detail.ShouldContain($"'{one.Deviation.Name}'", Case.Sensitive, $"{idp}, {one}");
        answer.Detail.ShouldEndWith($"[{refusal.Id}]");
        (await world.State(target)).ShouldBe(before, $"{idp}, {one}");
    }

    /// <summary>The answer to the only operation of a bulk request, where it is one that has run.</summary>
    private static Reply Single(Reply answer)
    {
        if (answer.Status != 200 || !answer.Json.TryGetProperty("Operations", out var operations))
        {
            return answer;
        }

        var only = operations.EnumerateArray().Single();
        return new Reply(int.Parse(only.GetProperty("status").GetString()!), only.TryGetProperty("response", out var response) ? response.GetRawText() : "", answer.Headers);
    }
}
