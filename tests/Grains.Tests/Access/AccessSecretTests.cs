using System.Security.Cryptography;
using System.Text;
using Scim.Grains.Access;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.Access;

public sealed class AccessSecretTests
{
    [Fact]
    public void S3_a_secret_has_its_prefix_and_32_random_bytes_and_no_character_that_a_header_dislikes()
    {
        var secret = AccessSecret.Create(AccessSecret.TokenPrefix);

        secret.ShouldStartWith("scim_");
        secret.Length.ShouldBe("scim_".Length + 48);
        secret.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_');
    }

    [Fact]
    public void S3_two_secrets_are_never_the_same()
    {
        Enumerable.Range(0, 1000).Select(_ => AccessSecret.Create(AccessSecret.AdministratorPrefix)).Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public void S3_only_the_sha_256_of_a_secret_is_kept()
    {
        AccessSecret.Hash("scim_x").ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes("scim_x")));
    }

    [Fact]
    public void a_hash_that_only_begins_alike_finds_nothing()
    {
        var index = new TokenIndex();
        var hash = AccessSecret.Hash("a");
        var alike = (byte[])hash.Clone();
        alike[^1] ^= 1;
        index.Remember(hash, CopyKey.Token(new EnvironmentKey(Guid.NewGuid()), Guid.NewGuid()));

        index.Find(hash).ShouldNotBeNull();
        index.Find(alike).ShouldBeNull();
    }
}
