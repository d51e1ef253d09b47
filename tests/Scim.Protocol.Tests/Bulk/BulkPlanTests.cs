using System.Diagnostics;
using CsCheck;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests.Bulk;

public class BulkPlanTests
{
    private const string Amy = "2819c223-7f76-453a-919d-413861904646";
    private const string Ben = "2819c223-7f76-453a-919d-413861904647";

    [Fact]
    public void operations_that_have_nothing_to_do_with_each_other_wait_for_nobody() =>
        Bulks.Plan(Bulks.User("a"), Bulks.User("b"), Bulks.Group("g"), Bulks.Change("PATCH", "/Users/" + Amy), Bulks.Change("PUT", "/Users/" + Ben, """{"userName":"ben"}"""))
            .Text().ShouldBe("0 1 2 3 4");

    [Fact]
    public void what_refers_waits_for_what_it_refers_to_backward_and_forward() =>
        Bulks.Plan(Bulks.Group("g", "bulkId:a", "bulkId:b"), Bulks.User("a"), Bulks.User("b", manager: "a"), Bulks.Change("PATCH", "/Groups/bulkId:g"))
            .Text().ShouldBe("1 2<0> 0<0,1> 3<2>");

    [Fact]
    public void a_reference_in_a_value_filter_is_one() =>
        Bulks.Plan(
            Bulks.Change("PATCH", "/Groups/" + Amy, """{"Operations":[{"op":"remove","path":"members[value eq \"bulkId:a\"]"}]}"""), Bulks.User("a"))
            .Text().ShouldBe("1 0<0>");

    [Theory]
    [InlineData("bulkId:b")]
    [InlineData("BULKID:b")]
    [InlineData("\\u0062ulkId:b")]
    [InlineData("bulk\\u0049d:b")]
    public void a_reference_is_one_however_it_is_written(string reference) =>
        Bulks.Plan($$$"""{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"a","x":[{"y":["{{{reference}}}"]}]} }""", Bulks.User("b")).Text().ShouldBe("1 0<0>");

    [Theory]
    [InlineData(Amy)]
    [InlineData("\\u00328" + "19c223-7f76-453a-919d-413861904646")]
    public void a_user_that_mentions_another_waits_for_changes_of_that_one(string mention) =>
        Bulks.Plan(
            Bulks.Delete("/Users/" + Amy), $$$"""{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"a","manager":{"value":"{{{mention}}}"} } }""").Text().ShouldBe("0 1<0>");

    [Theory]
    [InlineData("nobody")]
    [InlineData("p")]
    public void a_reference_to_what_no_POST_creates_is_the_fault_of_that_operation_alone(string bulkId)
    {
        var plan = Bulks.Plan(
            Bulks.Group("g", "bulkId:" + bulkId), Bulks.User("a"), $$"""{"method":"DELETE","bulkId":"p","path":"/Users/{{Amy}}"}""", Bulks.Change("PATCH", "/Groups/bulkId:" + bulkId));
        plan.Operations.Select(o => o.Fault?.Refusal).ShouldBe([Refusals.UnresolvedReference, null, null, Refusals.UnresolvedReference]);
        plan.Operations[0].Fault!.Detail.ShouldContain(bulkId);
    }

    [Fact]
    public void circles_are_one_step_and_the_rest_waits_for_them_whole() =>
        Bulks.Plan(
            Bulks.User("a", manager: "b"), Bulks.User("b", manager: "c"), Bulks.User("c", manager: "a"), Bulks.User("self", manager: "self"), Bulks.Group("g", "bulkId:b"))
            .Text().ShouldBe("(0+1+2) (3) 4<0>");

    [Fact]
    public void changes_of_one_resource_keep_their_order() =>
        Bulks.Plan(
            Bulks.Change("PATCH", "/Users/" + Amy), Bulks.Change("PATCH", "/Users/" + Ben), Bulks.Change("PATCH", "/users/" + Amy.ToUpperInvariant()), Bulks.Delete("/Users/" + Ben))
            .Text().ShouldBe("0 1 2<0> 3<1>");

    [Fact]
    public void who_take_one_name_keep_their_order() =>
        Bulks.Plan(
            Bulks.User("a", userName: "Amy"), Bulks.User("b", userName: "amy"), Bulks.User("c", userName: "cid"), Bulks.Group("g", "AMY"), Bulks.Change("PUT", "/Users/" + Amy, """{"userName":"cid"}"""))
            .Text().ShouldBe("0 1<0> 2 3<1> 4<2>");

    [Fact]
    public void group_names_are_one_by_their_keys() =>
        Bulks.Plan(
            """{"method":"POST","path":"/Groups","bulkId":"a","data":{"displayName":"Eng Team"}}""",
            """{"method":"POST","path":"/Groups","bulkId":"b","data":{"urn:ietf:params:scim:schemas:core:2.0:Group":{"displayName":"EngTeam"}}}""",
            """{"method":"POST","path":"/Users","bulkId":"c","data":{"userName":"EngTeam"}}""").Text().ShouldBe("0 1<0> 2");

    [Fact]
    public void names_that_are_set_free_are_waited_for_and_wait() =>
        Bulks.Plan(
            Bulks.User("a"), Bulks.User("b"), Bulks.Delete("/Users/" + Amy), Bulks.Delete("/Users/" + Ben), Bulks.User("c"), Bulks.Group("g"),
            Bulks.Change("PATCH", "/Users/" + Amy, """{"Operations":[{"op":"replace","path":"USERNAME","value":"new"}]}"""), Bulks.User("d"))
            .Text().ShouldBe("0 1 2<0,1> 3<0,1> 4<2,3> 5 6<2,3,4> 7<6>");

    [Fact]
    public void a_member_who_is_deleted_in_the_same_request_is_so_in_its_turn() =>
        Bulks.Plan(Bulks.Group("g", Amy, Ben), Bulks.Delete("/Users/" + Amy), Bulks.Group("h", Ben)).Text().ShouldBe("0 1<0> 2");

    [Fact]
    public void a_name_that_a_PUT_before_may_set_free_can_be_asked_for_too_early()
    {
        var plan = Bulks.Plan(Bulks.User("a"), Bulks.Change("PUT", "/Users/" + Amy, """{"userName":"amy"}"""), Bulks.User("b"), Bulks.Group("g"), Bulks.Delete("/Users/" + Ben));
        plan.Steps.Select(step => step.MayBeTooEarly).ShouldBe([false, false, true, false, false]);
    }

    [Fact]
    public void a_change_that_waits_for_a_later_creation_holds_back_the_later_changes_of_its_resource()
    {
        var plan = Bulks.Plan(
            Bulks.Change("PATCH", "/Groups/" + Amy, """{"Operations":[{"op":"add","path":"members","value":[{"value":"bulkId:a"}]}]}"""),
            Bulks.Change("PATCH", "/Groups/" + Amy, """{"Operations":[{"op":"remove","path":"members"}]}"""),
            Bulks.User("a"));
        plan.Steps.Select(step => step.Operations.Single()).ShouldBe([2, 0, 1]);
        plan.Steps[2].After.ShouldContain(1);
    }

    [Fact]
    public void a_deletion_waits_for_an_earlier_change_that_mentions_the_user_and_waits_for_a_later_creation()
    {
        var plan = Bulks.Plan(
            Bulks.Change("PATCH", "/Groups/" + Amy, $$"""{"Operations":[{"op":"add","path":"members","value":[{"value":"{{Ben}}"},{"value":"bulkId:a"}]}]}"""),
            Bulks.Delete("/Users/" + Ben),
            Bulks.User("a"));
        plan.Steps.Select(step => step.Operations.Single()).ShouldBe([2, 0, 1]);
        plan.Steps[2].After.ShouldContain(1);
    }

    [Fact]
    public void a_change_that_names_its_own_resource_is_no_circle()
    {
        var plan = Bulks.Plan(Bulks.Change("PUT", "/Users/" + Ben, $$"""{"id":"{{Ben}}","userName":"ben"}"""), Bulks.Delete("/Users/" + Ben));
        plan.Steps.Select(step => (step.Operations.Single(), step.IsCircle)).ShouldBe([(0, false), (1, false)]);
        plan.Steps[1].After.ShouldBe([0]);
    }

    [Fact]
    public void every_plan_keeps_to_what_refers_and_to_the_order_of_one_resource() => Requests.Sample(operations =>
    {
        var plan = Bulks.Plan([.. operations]);
        plan.Steps.SelectMany(step => step.Operations).Order().ShouldBe(Enumerable.Range(0, operations.Count), "each operation once");
        var stepOf = new int[operations.Count];
        for (var step = 0; step < plan.Steps.Length; step++)
        {
            plan.Steps[step].After.ShouldAllBe(earlier => earlier < step);
            foreach (var operation in plan.Steps[step].Operations)
            {
                stepOf[operation] = step;
            }
        }

        var creators = plan.Operations.Where(o => o is { Method: BulkMethod.Post, Fault: null }).ToDictionary(o => o.BulkId!, o => o.Index);
        foreach (var operation in plan.Operations.Where(o => o.Fault is null))
        {
            foreach (var (id, creator) in creators.Where(pair => operations[operation.Index].Contains($"\"bulkId:{pair.Key}\"", StringComparison.Ordinal) || operation.Target!.Reference == pair.Key))
            {
                var (own, needed) = (stepOf[operation.Index], stepOf[creator]);
                (own == needed ? plan.Steps[own].IsCircle : Waits(plan, own, needed)).ShouldBeTrue($"{operation.Index} refers to {id}");
            }

            foreach (var other in plan.Operations.Where(o => o.Fault is null && o.Index < operation.Index && !o.Target!.IsCollection && o.Target == operation.Target))
            {
                Waits(plan, stepOf[operation.Index], stepOf[other.Index]).ShouldBeTrue($"{operation.Index} after {other.Index}");
            }
        }
    }, iter: 500, print: operations => string.Join('\n', operations));

    [Fact]
    public void a_thousand_operations_that_all_refer_to_each_other_are_planned_at_once()
    {
        var chain = Enumerable.Range(0, 1000).Select(i => Bulks.User($"{i}", manager: $"{(i + 1) % 1000}")).ToArray();
        var crowd = Enumerable.Range(0, 1000).Select(i => Bulks.Group($"{i}", [.. Enumerable.Range(0, 250).Select(j => $"bulkId:{(i + j) % 1000}")])).ToArray();
        foreach (var operations in new[] { chain, crowd })
        {
            var request = Bulks.Request(operations);
            var watch = Stopwatch.StartNew();
            var plan = BulkPlan.Of(request);
            plan.Steps.ShouldHaveSingleItem().Operations.Length.ShouldBe(1000);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        }
    }

    // Few ids and names, so that everything meets everything.
    private static Gen<List<string>> Requests
    {
        get
        {
            var id = Gen.Int[0, 5].Select(i => $"b{i}");
            var path = Gen.Select(Gen.Bool, id, Gen.Int[0, 2], (isReference, bulkId, number) => isReference ? $"bulkId:{bulkId}" : $"2819c223-7f76-453a-919d-41386190464{number}");
            var change = Gen.OneOf(
                Gen.Select(id.Null(), Gen.Int[0, 3], (manager, name) => Of(bulkId => Bulks.User(bulkId, manager, $"n{name}"))),
                Gen.Select(path.Array[0, 3], members => Of(bulkId => Bulks.Group(bulkId, members))),
                Gen.Select(path, p => Of(_ => Bulks.Change("PATCH", "/Users/" + p))),
                Gen.Select(path, Gen.Int[0, 3], (p, name) => Of(_ => Bulks.Change("PUT", "/Users/" + p, $$"""{"userName":"n{{name}}"}"""))),
                Gen.Select(path, path, (p, member) => Of(_ => Bulks.Change("PATCH", "/Groups/" + p, $$"""{"Operations":[{"op":"add","path":"members","value":[{"value":"{{member}}"}]}]}"""))),
                Gen.Select(path, p => Of(_ => Bulks.Delete("/Users/" + p))));
            return change.List[1, 10].Select(changes => changes.Select((make, i) => make($"b{i}")).ToList());
        }
    }

    private static Func<string, string> Of(Func<string, string> make) => make;

    private static bool Waits(BulkPlan plan, int step, int earlier) =>
        plan.Steps[step].After.Any(before => before == earlier || (before > earlier && Waits(plan, before, earlier)));
}
