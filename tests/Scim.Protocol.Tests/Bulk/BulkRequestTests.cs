using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests.Bulk;

public class BulkRequestTests
{
    [Fact]
    public void an_operation_is_read_with_all_its_parts()
    {
        var request = Bulks.Parse("""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failonerrors":2,"operations":[
              {"METHOD":"post","path":"/Users","bulkId":"a:b:c","version":"W/\"1\"","data":{"userName":"x"}},
              {"method":"PATCH","path":"users/2819c223-7f76-453a-919d-413861904646","version":"W/\"1.0\"","data":{}},
              {"method":"DELETE","path":"/Groups/bulkId:a:b/c","bulkId":null,"data":17}]}
            """);
        request.FailOnErrors.ShouldBe(2);
        request.Operations.Select(o => o.Fault).ShouldAllBe(fault => fault == null);
        request.Operations.Select(o => (o.MethodText, o.Method, o.BulkId, o.Version)).ShouldBe([
            ("post", BulkMethod.Post, "a:b:c", null), ("PATCH", BulkMethod.Patch, null, "W/\"1.0\""), ("DELETE", BulkMethod.Delete, null, null)]);
        request.Operations.Select(o => o.Target).ShouldBe([
            new BulkTarget(false, null, null), new BulkTarget(false, "2819c223-7f76-453a-919d-413861904646", null), new BulkTarget(true, null, "a:b/c")]);
    }

    [Theory]
    [InlineData("{}", "bulk-syntax")]
    [InlineData("""{"Operations":[]}""", "bulk-syntax")]
    [InlineData("""{"Operations":{}}""", "bulk-syntax")]
    [InlineData("""{"Operations":[1]}""", "bulk-syntax")]
    [InlineData("""{"Operations":[{}],"operations":[{}]}""", "bulk-syntax")]
    [InlineData("""{"Operations":[{}],"failOnErrors":0}""", "bulk-syntax")]
    [InlineData("""{"Operations":[{}],"failOnErrors":-1}""", "bulk-syntax")]
    [InlineData("""{"Operations":[{}],"failOnErrors":1.5}""", "bulk-syntax")]
    [InlineData("""{"Operations":[{}],"failOnErrors":"1"}""", "bulk-syntax")]
    [InlineData("""{"Operations":[{"bulkId":"a"},{"bulkId":"a","method":"PATCH"}]}""", "bulk-syntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{}]}""", "wrong-schema")]
    public void a_request_that_is_none_is_refused_whole(string body, string refusal) =>
        Should.Throw<ScimException>(() => Bulks.Parse(body)).Error.Refusal.Id.ShouldBe(refusal);

    [Theory]
    [InlineData("{}", "bulk-syntax")]
    [InlineData("""{"method":"GET","path":"/Users"}""", "method-not-allowed")]
    [InlineData("""{"method":7,"path":"/Users"}""", "bulk-syntax")]
    [InlineData("""{"method":"DELETE","Method":"DELETE","path":"/Users/1"}""", "bulk-syntax")]
    [InlineData("""{"method":"POST","bulkId":"a","data":{}}""", "bulk-syntax")]
    [InlineData("""{"method":"POST","path":"/Users","data":{}}""", "bulk-syntax")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"","data":{}}""", "bulk-syntax")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"a"}""", "bulk-syntax")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"a","data":[]}""", "bulk-syntax")]
    [InlineData("""{"method":"POST","path":"/Users/1","bulkId":"a","data":{}}""", "method-not-allowed")]
    [InlineData("""{"method":"PUT","path":"/Users","data":{}}""", "method-not-allowed")]
    [InlineData("""{"method":"DELETE","path":"/Users/"}""", "method-not-allowed")]
    [InlineData("""{"method":"DELETE","path":"/Schemas/1"}""", "unknown-address")]
    [InlineData("""{"method":"DELETE","path":"/Users/1/groups"}""", "unknown-address")]
    [InlineData("""{"method":"DELETE","path":"/Users/1?x"}""", "unknown-address")]
    [InlineData("""{"method":"DELETE","path":"//Users/1"}""", "unknown-address")]
    [InlineData("""{"method":"POST","path":"/Bulk","bulkId":"a","data":{}}""", "unknown-address")]
    public void an_operation_that_is_none_is_its_own_fault(string operation, string refusal)
    {
        var request = Bulks.Request(operation, Bulks.User("other"));
        request.Operations[0].Fault!.Refusal.Id.ShouldBe(refusal);
        request.Operations[1].Fault.ShouldBeNull();
    }

    [Fact]
    public void there_is_a_most_of_operations()
    {
        Bulks.Request([.. Enumerable.Repeat("{}", 1000)]).Operations.Length.ShouldBe(1000);
        Should.Throw<ScimException>(() => Bulks.Request([.. Enumerable.Repeat("{}", 1001)])).Error.Detail.ShouldContain("maxOperations is 1000");
    }

    [Fact]
    public void a_bulk_id_has_an_end()
    {
        Bulks.Request(Bulks.User(new string('x', 1024))).Operations[0].Fault.ShouldBeNull();
        Bulks.Request(Bulks.User(new string('x', 1025))).Operations[0].Fault!.Refusal.ShouldBe(Refusals.BulkSyntax);
    }
}
