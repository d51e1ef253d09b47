using CsCheck;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Tests.Keys;

public sealed class GrainKeyTests
{
    private static readonly Gen<string> KeyText = Gen.OneOf(
        Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"].Array[1, 64], Gen.Char["aA_-"].Array[1, 6]).Select(c => new string(c));

    private static readonly Gen<EnvironmentKey> Environment = Gen.Guid.Select(id => new EnvironmentKey(id));
    private static readonly Gen<TenantKey> Tenant = Gen.Select(Environment, KeyText, (e, k) => new TenantKey(e, k));

    [Fact]
    public void every_key_reads_back_as_it_was()
    {
        Environment.Sample(k => GrainKeys.ParseEnvironment(k.ToGrainKey()) == k);
        Gen.Select(Environment, Gen.Guid, (e, u) => new UserKey(e, u)).Sample(k => GrainKeys.ParseUser(k.ToGrainKey()) == k);
        Gen.Select(Environment, KeyText, (e, r) => new RoleKey(e, r)).Sample(k => GrainKeys.ParseRole(k.ToGrainKey()) == k);
        Gen.Select(Tenant, Gen.Guid, (t, r) => new GroupKey(t, r)).Sample(k => GrainKeys.ParseGroup(k.ToGrainKey()) == k);
        Gen.Select(Tenant, Gen.Guid, (t, u) => new MembershipKey(t, u)).Sample(k => GrainKeys.ParseMembership(k.ToGrainKey()) == k);
    }

    [Fact]
    public void two_keys_never_collide_even_where_case_does_not_count()
    {
        var few = Gen.Char["aA_-0"].Array[1, 4].Select(c => new string(c));
        Gen.Select(few, few).Sample((a, b) =>
        {
            var environment = new EnvironmentKey(Guid.Empty);
            var one = new RoleKey(environment, a).ToGrainKey();
            var other = new RoleKey(environment, b).ToGrainKey();
            return string.Equals(one, other, StringComparison.OrdinalIgnoreCase) == (a == b);
        });
    }

    [Fact]
    public void keys_of_different_kinds_never_collide()
    {
        Gen.Select(Tenant, Gen.Guid).Sample((tenant, id) => new[]
        {
            tenant.Environment.ToGrainKey(),
            new UserKey(tenant.Environment, id).ToGrainKey(),
            new RoleKey(tenant.Environment, tenant.Key).ToGrainKey(),
            new GroupKey(tenant, id).ToGrainKey(),
            new MembershipKey(tenant, id).ToGrainKey(),
        }.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 5);
    }

    [Fact]
    public void keys_are_written_with_a_small_alphabet()
    {
        Gen.Select(Tenant, Gen.Guid, (t, r) => new GroupKey(t, r).ToGrainKey())
            .Sample(k => k.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '~' or '-' or ':'));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a.b")]
    public void a_part_that_no_key_may_hold_is_refused(string part)
    {
        Should.Throw<ArgumentException>(() => new RoleKey(new EnvironmentKey(Guid.Empty), part).ToGrainKey());
    }

    [Fact]
    public void a_key_of_another_kind_is_not_read()
    {
        Should.Throw<ArgumentException>(() => GrainKeys.ParseUser(new EnvironmentKey(Guid.Empty).ToGrainKey()));
    }
}
