using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Schemas;

[Collection(OneSiloCollection.Name)]
public sealed class ExtensionsOnOneSilo(OneSilo shared) : ExtensionTests(shared);

[Collection(TwoSilosCollection.Name)]
public sealed class ExtensionsOnTwoSilos(TwoSilos shared) : ExtensionTests(shared);

/// <summary>What was acknowledged about schemas decides on every silo at once, and no data is left without its schema.</summary>
public abstract class ExtensionTests(SharedCluster shared) : SchemaTests(shared)
{
    private const string Urn = "urn:example:acme:2.0:User";

    [Fact]
    public async Task what_one_silo_acknowledged_the_other_decides_by()
    {
        for (var i = 0; i < Rounds; i++)
        {
            (await CreateAt(B, $"before{i}")).Text(Urn).ShouldBeNull("nobody knows the extension");
            (await Schemas(0).Add(Environment, Draft())).Value();
            var user = await CreateAt(B, $"after{i}");
            user.Text(Urn).ShouldBe("""{"badge":"7"}""", $"round {i}");
            user.SchemasVersion.ShouldBeGreaterThan(0);
            (await B.ListUsers($"{Urn}:badge eq \"7\"")).Value().Items.ShouldHaveSingleItem().SchemasVersion.ShouldBe(user.SchemasVersion);
            (await Schemas(0).Remove(Environment, Urn)).ShouldBeRefused(Refusals.SchemaInUse);
            (await B.PatchUser(user.Id, $$"""{"op":"remove","path":"{{Urn}}"}""")).Value().Text(Urn).ShouldBeNull();
            (await Schemas(0).Remove(Environment, Urn)).Value();
            (await B.ListUsers($"{Urn}:badge eq \"7\"")).ShouldBeRefused(Refusals.FilterAttribute);
        }
    }

    [Fact]
    public async Task what_a_process_knows_without_a_call_is_never_old()
    {
        var committed = Shared.Cluster.Services(Shared.Cluster.Silos - 1).GetRequiredService<ICommittedSchemas>();
        var known = 0;
        for (var version = 1; version <= Rounds; version++)
        {
            (version % 2 == 1 ? (object)(await Schemas(0).Add(Environment, Draft())).Value() : (await Schemas(0).Remove(Environment, Urn)).Value()).ShouldNotBeNull();
            (committed.Find(Environment)?.Version ?? version).ShouldBe(version);
            (await Schemas(Shared.Cluster.Silos - 1).Load(Environment)).Value().Version.ShouldBe(version);
            known += committed.Find(Environment)?.Version == version ? 1 : 0;
        }

        known.ShouldBeGreaterThan(0, "a set that was just read is there while the lease holds");
    }

    [Fact]
    public async Task of_a_removal_and_the_first_data_one_wins()
    {
        for (var i = 0; i < Rounds; i++)
        {
            (await Schemas(0).Add(Environment, Draft())).Value();
            var name = $"u{i}";
            var created = CreateAt(B, name);
            var removed = Schemas(0).Remove(Environment, Urn);
            await Task.WhenAll(created, removed);

            var user = (await A.GetUser((await created).Id)).Value();
            (user.Text(Urn) is not null).ShouldBe((await removed).IsRefused, $"round {i}: data stays exactly if its schema does");
            (await A.DeleteUser(user.Id)).Value();
            await Schemas(0).Remove(Environment, Urn);
        }
    }

    [Fact]
    public async Task of_many_who_add_one_urn_one_succeeds()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Schemas(i % Shared.Cluster.Silos).Add(Environment, Draft())));

        all.Count(outcome => !outcome.IsRefused).ShouldBe(1);
        all.Where(outcome => outcome.IsRefused).ShouldAllBe(outcome => outcome.Refusal!.Id == Refusals.SchemaTaken.Id);
    }

    [Fact]
    public async Task those_who_add_different_ones_all_succeed()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Schemas(i % Shared.Cluster.Silos).Add(Environment, Draft($"urn:example:n{i}"))));

        all.ShouldAllBe(outcome => !outcome.IsRefused);
        (await Schemas(0).Load(Environment)).Value().Extensions.Length.ShouldBe(10);
    }

    [Fact]
    public async Task an_environment_that_does_not_exist_has_and_takes_none()
    {
        var nowhere = new EnvironmentKey(Guid.CreateVersion7());
        (await Schemas(0).Load(nowhere)).Value().Version.ShouldBe(0);
        (await Schemas(0).Add(nowhere, Draft())).ShouldBeRefused(Refusals.EnvironmentMissing);
    }

    [Fact]
    public async Task a_precondition_holds_with_data_of_an_extension()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var user = await CreateAt(A, "ann");
        var patch = $$"""{"op":"replace","path":"{{Urn}}:badge","value":"8"}""";

        (await B.PatchUserIf(user.Id, new Precondition("W/\"9.9\"", null), patch)).ShouldBeRefused(Refusals.PreconditionFailed);
        (await B.PatchUserIf(user.Id, new Precondition($"W/\"{user.Version}\"", null), patch)).Value().Text(Urn).ShouldBe("""{"badge":"8"}""");
    }

    [Fact]
    public async Task G10_a_provisional_user_is_adopted_with_its_data()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        (await A.CreateGroup("Eng", null, "ann")).Value();

        (await CreateAt(B, "ann")).Text(Urn).ShouldBe("""{"badge":"7"}""");
    }

    private static ExtensionDraft Draft(string urn = Urn) => new(
        "User", false, Encoding.UTF8.GetBytes($$"""{"id":"{{urn}}","name":"Acme","attributes":[{"name":"badge"}]}"""));

    private static async Task<Interfaces.Users.UserResource> CreateAt(Connection connection, string userName) =>
        (await connection.CreateUserOf($$"""{"userName":"{{userName}}","{{Urn}}":{"badge":"7"} }""")).Value();
}
