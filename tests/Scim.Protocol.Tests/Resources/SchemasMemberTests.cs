using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Resources;

public class SchemasMemberTests
{
    private const string Own = $"\"{SchemaUrns.User}\"";
    private const string Extension = $"\"{SchemaUrns.EnterpriseUser}\"";
    private const string Group = $"\"{SchemaUrns.Group}\"";
    private const string Alias = "\"urn:scim:schemas:core:2.0\"";

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData($"[{Own}]")]
    [InlineData(Own)]
    [InlineData($"[{Own},{Extension}]")]
    [InlineData($"[{Extension}]")]
    [InlineData($"[{Alias}]")]
    [InlineData($"[{Own},{Group}]")]
    [InlineData($"[{Own},\"http://schemas.example/2006/User\",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0User\"]")]
    [InlineData("[\"URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER\"]")]
    public void a_forgiving_profile_takes_absent_unknown_and_old_schemas(string schemas) => Check(schemas, IdpProfile.Generic);

    // Found by fuzzing: each was counted from the beginning, which took minutes where the list holds one that is no string.
    [Fact]
    public async Task a_list_as_long_as_a_body_is_read_once()
    {
        var schemas = $"[{string.Join(',', Enumerable.Repeat(Alias, 250_000))},{{}}]";

        await Task.Run(() => Refused.With(Refusals.WrongType, () => Check(schemas, IdpProfile.Generic))).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData($"[{Group}]")]
    [InlineData($"[{Group},{Alias}]")]
    [InlineData($"[\"{SchemaUrns.PatchOp}\"]")]
    public void only_a_schema_of_something_else_is_refused(string schemas) =>
        Refused.With(Refusals.WrongSchema, () => Check(schemas, IdpProfile.Generic)).ShouldContain(SchemaUrns.User);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData($"[{Extension}]")]
    [InlineData($"[{Own},{Alias}]")]
    [InlineData($"[{Own},{Group}]")]
    public void a_strict_profile_refuses_all_of_these(string schemas) => Refused.With(Refusals.WrongSchema, () => Check(schemas, IdpProfile.Strict));

    [Fact]
    public void a_strict_profile_refuses_a_text_for_the_list() => Refused.With(Refusals.WrongType, () => Check(Own, IdpProfile.Strict));

    [Theory]
    [InlineData($"[{Own}]")]
    [InlineData($"[{Own},{Extension}]")]
    public void a_strict_profile_takes_the_schemas_of_the_resource_type(string schemas) => Check(schemas, IdpProfile.Strict);

    [Theory]
    [InlineData("1")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void schemas_is_a_list_of_strings(string schemas) => Refused.With(Refusals.WrongType, () => Check(schemas, IdpProfile.Generic));

    [Fact]
    public void a_message_is_judged_alike()
    {
        using var right = JsonDocument.Parse($$"""{"schemas":["{{SchemaUrns.PatchOp}}","urn:x"]}""");
        using var wrong = JsonDocument.Parse($$"""{"schemas":[{{Own}}]}""");
        SchemasMember.CheckMessage(SchemaUrns.PatchOp, right.RootElement, IdpProfile.Generic);
        Refused.With(Refusals.WrongSchema, () => SchemasMember.CheckMessage(SchemaUrns.PatchOp, wrong.RootElement, IdpProfile.Generic));
    }

    private static void Check(string schemas, IdpProfile profile)
    {
        using var document = JsonDocument.Parse($$"""{"schemas":{{schemas}}}""");
        SchemasMember.CheckResource(Binding.User, document.RootElement, profile);
    }
}
