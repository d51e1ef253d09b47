using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Hostile;

internal static class HostileAnswers
{
    /// <summary>A clear refusal: one of these statuses, with a well-formed SCIM error.</summary>
    public static void ShouldBeRefused(this ExchangeAnswer? answer, params int[] statuses)
    {
        answer.ShouldNotBeNull("the server closed the connection without an answer");
        statuses.ShouldContain(answer.Status, answer.ToString());
        ScimErrors.Problem(answer).ShouldBeNull();
    }

    /// <summary>As <see cref="ShouldBeRefused(ExchangeAnswer?, int[])"/>, for this reason of RFC 7644 table 9.</summary>
    public static void ShouldBeRefusedAs(this ExchangeAnswer? answer, string scimType)
    {
        answer.ShouldBeRefused(400);
        answer!.Json!.Value.GetProperty("scimType").GetString().ShouldBe(scimType, answer.ToString());
    }

    /// <summary>What the HTTP server itself refuses before routing (rule A6): a 4xx, or a closed connection, never a 5xx.</summary>
    public static void ShouldBeRefusedByTheHttpServer(this ExchangeAnswer? answer)
    {
        if (answer is not null)
        {
            answer.Status.ShouldBeInRange(400, 499, answer.ToString());
        }
    }
}
