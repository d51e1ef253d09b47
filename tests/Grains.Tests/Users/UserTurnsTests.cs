using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Users;

namespace Scim.Grains.Tests.Users;

public sealed class UserTurnsTests
{
    private static readonly UserKey User = new(new EnvironmentKey(Guid.NewGuid()), Guid.NewGuid());
    private readonly UserTurns _turns = new();

    [Fact]
    public void one_at_a_time_enters()
    {
        _turns.TryEnter(User).ShouldBeTrue();
        _turns.TryEnter(User).ShouldBeFalse();
        _turns.Leave(User);
        _turns.TryEnter(User).ShouldBeTrue();
    }

    [Fact]
    public void a_grain_enters_beside_others_and_keeps_them_out_until_all_have_left()
    {
        _turns.TryEnter(User).ShouldBeTrue();
        _turns.Enter(User);
        _turns.Leave(User);
        _turns.TryEnter(User).ShouldBeFalse();
        _turns.Leave(User);
        _turns.TryEnter(User).ShouldBeTrue();
    }

    [Fact]
    public void most_other_users_are_not_concerned()
    {
        _turns.Enter(User);

        Enumerable.Range(0, 1000).Count(_ => _turns.TryEnter(User with { Id = Guid.NewGuid() })).ShouldBeGreaterThan(800);
    }
}
