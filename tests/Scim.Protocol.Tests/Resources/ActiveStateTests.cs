using System.Text;
using Scim.Protocol.Resources;

namespace Scim.Protocol.Tests.Resources;

public class ActiveStateTests
{
    [Theory]
    [InlineData("""{"userName":"ann","active":true}""", true)]
    [InlineData("""{"userName":"ann","active":false}""", false)]
    [InlineData("""{"userName":"ann"}""", true)]
    [InlineData("""{"urn:x:y":{"active":false},"userName":"active"}""", true)]
    [InlineData("""{"roles":[{"active":true}],"active":false}""", false)]
    public void a_user_is_active_unless_its_own_attribute_says_no(string profile, bool active) =>
        ActiveState.IsActive(Encoding.UTF8.GetBytes(profile)).ShouldBe(active);
}
