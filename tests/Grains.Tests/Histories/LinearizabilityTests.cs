namespace Scim.Grains.Tests.Histories;

/// <summary>The checker tells the histories of one resource from those that only several could have had.</summary>
public sealed class LinearizabilityTests
{
    private static readonly Answer Gone = new(404);

    [Fact]
    public void calls_one_after_the_other_are_what_they_say()
    {
        Holds(Put(1, 2, "b", 2), Get(3, 4, 2, "b"), Patch(5, 6, "c", 3, "b c"), Delete(7, 8), new Call(9, 10, CallKind.Get, null, null, Gone)).ShouldBeTrue();
        Holds(Patch(1, 2, "a", 1, "a"), Put(3, 4, "a", 1)).ShouldBeTrue("nothing changed, and neither did the version");
    }

    [Fact]
    public void calls_at_once_may_have_been_in_any_order()
    {
        Holds(Put(1, 4, "b", 2), Get(2, 3, 1, "a")).ShouldBeTrue();
        Holds(Put(1, 4, "b", 2), Get(2, 3, 2, "b")).ShouldBeTrue();
        Holds(Patch(1, 4, "b", 2, "a b"), Patch(2, 3, "c", 3, "a b c")).ShouldBeTrue();
        Holds(Patch(1, 4, "b", 3, "a b c"), Patch(2, 3, "c", 2, "a c")).ShouldBeTrue();
    }

    [Fact]
    public void a_read_of_what_was_before_an_acknowledged_write_is_found() => Holds(Put(1, 2, "b", 2), Get(3, 4, 1, "a")).ShouldBeFalse();

    [Fact]
    public void a_write_that_was_seen_and_then_not_is_found() => Holds(Put(1, 8, "b", 2), Get(2, 3, 2, "b"), Get(4, 5, 1, "a")).ShouldBeFalse();

    [Fact]
    public void a_lost_write_is_found() => Holds(Patch(1, 3, "b", 2, "a b"), Patch(2, 4, "c", 2, "a c")).ShouldBeFalse();

    [Fact]
    public void a_version_that_does_not_follow_the_content_is_found()
    {
        Holds(Put(1, 2, "b", 1)).ShouldBeFalse("the content changed and the version did not");
        Holds(Put(1, 2, "a", 2)).ShouldBeFalse("the version changed and the content did not");
        Holds(Put(1, 2, "b", 3)).ShouldBeFalse("there was one change");
    }

    [Fact]
    public void two_writes_of_one_version_are_found()
    {
        Holds(If(Put(1, 3, "b", 2), 1), If(Put(2, 4, "c", 3), 1)).ShouldBeFalse();
        Holds(If(Put(1, 3, "b", 2), 1), new Call(2, 4, CallKind.Put, "c", 1, new Answer(412))).ShouldBeTrue();
        Holds(new Call(1, 2, CallKind.Put, "c", 1, new Answer(412))).ShouldBeFalse("nothing had changed");
    }

    [Fact]
    public void a_resource_that_comes_back_is_found() => Holds(Delete(1, 2), Get(3, 4, 1, "a")).ShouldBeFalse();

    [Fact]
    public void an_answer_may_show_what_came_after_the_change_only_where_it_is_said_to()
    {
        Call[] folded = [Patch(1, 4, "b", 3, "a b c"), Patch(2, 3, "c", 3, "a b c")];
        Linearizability.Holds(folded, 1, "a").ShouldBeFalse();
        Linearizability.Holds(folded, 1, "a", Reading.ChangesShowLater).ShouldBeTrue();
        Linearizability.Holds([Patch(1, 2, "b", 3, "a b c"), Patch(3, 4, "c", 3, "a b c")], 1, "a", Reading.ChangesShowLater).ShouldBeFalse("the second had not begun");
        Linearizability.Holds([Patch(1, 3, "b", 2, "a b"), Patch(2, 4, "c", 2, "a c")], 1, "a", Reading.ChangesShowLater).ShouldBeFalse("one of them is lost");
    }

    [Fact]
    public void reads_of_several_nodes_may_cross_while_a_change_goes_on_and_no_longer()
    {
        Linearizability.Holds([Put(1, 8, "b", 2), Get(2, 3, 2, "b"), Get(4, 5, 1, "a")], 1, "a", Reading.OfSeveralNodes).ShouldBeTrue();
        Call refused = new(2, 3, CallKind.Put, "c", 1, new Answer(412));
        Linearizability.Holds([Put(1, 8, "b", 2), refused, Get(4, 5, 1, "a")], 1, "a", Reading.OfSeveralNodes).ShouldBeTrue("a refusal acknowledges nothing");
        Linearizability.Holds([Put(1, 2, "b", 2), Get(3, 4, 1, "a")], 1, "a", Reading.OfSeveralNodes).ShouldBeFalse("it was acknowledged");
        Linearizability.Holds([Get(1, 2, 2, "b"), Put(3, 4, "b", 2)], 1, "a", Reading.OfSeveralNodes).ShouldBeFalse("it had not begun");
        Linearizability.Holds([Put(1, 8, "b", 2), Get(2, 3, 2, "c")], 1, "a", Reading.OfSeveralNodes).ShouldBeFalse("nobody wrote that");
    }

    private static bool Holds(params Call[] calls) => Linearizability.Holds(calls, 1, "a");

    private static Call If(Call call, long version) => call with { IfMatch = version };

    private static Call Get(int began, int ended, long version, string content) => new(began, ended, CallKind.Get, null, null, new Answer(200, version, content));

    private static Call Put(int began, int ended, string argument, long version) => new(began, ended, CallKind.Put, argument, null, new Answer(200, version, argument));

    private static Call Patch(int began, int ended, string argument, long version, string content) => new(began, ended, CallKind.Patch, argument, null, new Answer(200, version, content));

    private static Call Delete(int began, int ended) => new(began, ended, CallKind.Delete, null, null, new Answer(204));
}
