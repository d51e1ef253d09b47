using System.Buffers;
using System.Text;
using System.Text.Json;
using Scim.Fuzz.Engine;
using Scim.Protocol.Bulk;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Fuzz.Targets;

/// <summary>Bulk requests: read, planned, their references put in, and answered.</summary>
internal sealed class BulkTarget : FuzzTarget
{
    private readonly Grammar _grammar = new(Words.With(
        ("id", ["a", "b", "a:b", "é", ""]),
        ("where", ["/Users", "/Groups", "/Users/bulkId:‹id›", "/Groups/bulkId:‹id›", "/Users/26118915-6090-4610-87e4-49d8ca9f808d", "/Bulk", "Users", "/users/../Groups", "/Users/1/2"]),
        ("method", ["POST", "PUT", "PATCH", "DELETE", "post", "GET"]),
        ("data",
        [
            "‹resource›", "‹patch›", "{\"userName\":\"u\",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":\"bulkId:‹id›\"}}}",
            "{\"displayName\":\"g\",\"members\":[{\"value\":\"bulkId:‹id›\"},{\"value\":\"bulkId:‹id›\"}]}", "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"bulkId:‹id›\\\"]\"}]}", "‹json›",
        ]),
        ("one",
        [
            "{\"method\":\"DELETE\",\"path\":\"‹where›\"}", "{\"method\":\"POST\",\"path\":\"‹where›\",\"bulkId\":\"‹id›\",\"data\":‹data›}",
            "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"‹id›‹number›\",\"data\":‹data›}", "{\"method\":\"‹method›\",\"path\":\"‹where›\",\"version\":‹literal›,\"data\":‹data›}",
        ]),
        ("several", ["‹one›", "‹one›,‹several›", "‹one›,‹one›,‹several›"]),
        ("bulk", [$"{{\"schemas\":[\"{SchemaUrns.BulkRequest}\"],\"Operations\":[‹several›]}}", $"{{\"schemas\":[\"{SchemaUrns.BulkRequest}\"],\"failOnErrors\":‹number›,\"Operations\":[‹several›]}}"])));

    public override string Name => "bulk";

    public override IReadOnlyList<string> Seeds { get; } =
    [
        $$$"""
        {"schemas":["{{{SchemaUrns.BulkRequest}}}"],"failOnErrors":1,"Operations":[
        {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:b"} } } },
        {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"b","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:a"} } } },
        {"method":"PATCH","path":"/Groups/bulkId:g:1","data":{"Operations":[{"op":"remove","path":"members[value eq \"bulkId:a\"]"}]}},
        {"method":"POST","path":"/Groups","bulkId":"g:1","data":{"displayName":"g","members":[{"value":"bulkId:a"}]}},
        {"method":"DELETE","path":"/Users/bulkId:b"}]}
        """,
    ];

    public override bool IsJson => true;

    public override int MostBytes => 64 << 10;

    public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("bulk", random));

    public override string Piece(Random random) => _grammar.Draw(random.Next(4) switch { 0 => "id", 1 => "where", 2 => "method", _ => "one" }, random);

    public override string Run(byte[] input)
    {
        using var document = JsonBody.Parse(input);
        var request = BulkRequest.Parse(document.RootElement, Sample.Profiles[0]);
        var plan = BulkPlan.Of(request);
        Hold(plan.Steps.SelectMany(step => step.Operations).Order().SequenceEqual(Enumerable.Range(0, request.Operations.Length)), "an operation is not run once");
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            Hold(plan.Steps[i].After.All(before => before < i), "a step waits for one behind it");
        }

        foreach (var operation in plan.Operations)
        {
            if (operation.Refers && operation.Data.ValueKind == JsonValueKind.Object)
            {
                Resolve(operation);
            }
        }

        var answer = new ArrayBufferWriter<byte>();
        BulkResponseWriter.Write(answer, [.. plan.Operations.Select(operation => new BulkResult(operation, operation.Fault?.Refusal.Status ?? 200, null, null, operation.Fault))]);
        using var parsed = JsonDocument.Parse(answer.WrittenMemory);
        return $"{Math.Min(plan.Steps.Length, 8)} {plan.Steps.Any(step => step.IsCircle)} {string.Join(' ', plan.Operations.Select(o => o.Fault?.Refusal.Id).Distinct().Order())}";
    }

    private static void Resolve(BulkOperation operation)
    {
        const string Id = "26118915-6090-4610-87e4-49d8ca9f808d";
        Try(() =>
        {
            using var whole = JsonBody.Parse(BulkReferences.Resolve(operation.Data, operation.Method == BulkMethod.Patch, _ => Id));
            return "resolved";
        });
        Try(() =>
        {
            using var without = JsonBody.Parse(CircularData.Without(operation.Data, _ => true, _ => Id));
            using var rest = JsonBody.Parse(CircularData.Rest(operation.Data, _ => true, _ => Id));
            return "divided";
        });
    }
}
