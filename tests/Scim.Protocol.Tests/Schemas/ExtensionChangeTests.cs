using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Schemas;

public class ExtensionChangeTests
{
    private const string Before =
        """
        {"name":"badge","required":true},
        {"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}
        """;

    [Theory]
    [InlineData("""{"name":"badge","required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""")]
    [InlineData("""{"name":"badge","required":true,"description":"for people","canonicalValues":["a"]},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""")]
    [InlineData("""{"name":"badge"},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""")]
    [InlineData("""{"name":"boss","type":"complex","subAttributes":[{"name":"since","type":"dateTime"},{"name":"value"}]},{"name":"badge","required":true},{"name":"new"}""")]
    public void what_every_resource_in_use_fits_may_change(string after) => Obstacle(after).ShouldBeNull();

    [Theory]
    [InlineData("""{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' is gone")]
    [InlineData("""{"name":"Badge","required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' is gone")]
    [InlineData("""{"name":"badge","type":"integer","required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' has another type")]
    [InlineData("""{"name":"badge","multiValued":true,"required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' has another multiValued")]
    [InlineData("""{"name":"badge","caseExact":true,"required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' has another caseExact")]
    [InlineData("""{"name":"badge","mutability":"immutable","required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' has another mutability")]
    [InlineData("""{"name":"badge","returned":"never","required":true},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]}""", "'badge' has another returned")]
    [InlineData("""{"name":"badge"},{"name":"boss","type":"complex","required":true,"subAttributes":[{"name":"value"}]}""", "'boss' has another required")]
    [InlineData("""{"name":"badge"},{"name":"boss","type":"complex","subAttributes":[{"name":"other"}]}""", "'boss.value' is gone")]
    [InlineData("""{"name":"badge"},{"name":"boss","type":"complex","subAttributes":[{"name":"value"},{"name":"since","required":true}]}""", "'boss.since' is new and required")]
    [InlineData("""{"name":"badge"},{"name":"boss","type":"complex","subAttributes":[{"name":"value"}]},{"name":"new","required":true}""", "'new' is new and required")]
    public void what_a_resource_in_use_might_not_fit_is_named(string after, string obstacle) => Obstacle(after).ShouldBe(obstacle);

    private static string? Obstacle(string after) => ExtensionChange.Obstacle(Extensions.With(Before), Extensions.With(after));
}
