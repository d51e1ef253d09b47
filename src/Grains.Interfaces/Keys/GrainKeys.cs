using static Scim.Grains.Interfaces.Keys.GrainKeyCodec;

namespace Scim.Grains.Interfaces.Keys;

/// <summary>Typed keys to grain keys and back: <c>u:{env}:{user}</c>, <c>r:{env}:{role key}</c>, <c>g:{env}:{tenant}:{role}</c>, <c>m:{env}:{tenant}:{user}</c>, <c>e:{env}</c>.</summary>
public static class GrainKeys
{
    public static string ToGrainKey(this EnvironmentKey key) => $"e:{Encode(key.Id)}";

    public static string ToGrainKey(this UserKey key) => $"u:{Encode(key.Environment.Id)}:{Encode(key.Id)}";

    public static string ToGrainKey(this RoleKey key) => $"r:{Encode(key.Environment.Id)}:{Encode(key.Key)}";

    public static string ToGrainKey(this GroupKey key) => $"g:{Encode(key.Tenant.Environment.Id)}:{Encode(key.Tenant.Key)}:{Encode(key.RoleId)}";

    public static string ToGrainKey(this MembershipKey key) => $"m:{Encode(key.Tenant.Environment.Id)}:{Encode(key.Tenant.Key)}:{Encode(key.UserId)}";

    public static EnvironmentKey ParseEnvironment(string key) => new(DecodeId(Split(key, "e", 1)[1]));

    public static UserKey ParseUser(string key)
    {
        var parts = Split(key, "u", 2);
        return new(new(DecodeId(parts[1])), DecodeId(parts[2]));
    }

    public static RoleKey ParseRole(string key)
    {
        var parts = Split(key, "r", 2);
        return new(new(DecodeId(parts[1])), DecodeText(parts[2]));
    }

    public static GroupKey ParseGroup(string key)
    {
        var parts = Split(key, "g", 3);
        return new(new(new(DecodeId(parts[1])), DecodeText(parts[2])), DecodeId(parts[3]));
    }

    public static MembershipKey ParseMembership(string key)
    {
        var parts = Split(key, "m", 3);
        return new(new(new(DecodeId(parts[1])), DecodeText(parts[2])), DecodeId(parts[3]));
    }
}
