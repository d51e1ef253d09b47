using System.Security.Cryptography;

namespace Scim.Service.Tests.Hosting;

/// <summary>Names for what tests make, so that they do not meet on a service that they share.</summary>
internal static class Names
{
    /// <summary>A name that no other test uses.</summary>
    public static string Fresh(string prefix) => $"{prefix}-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
}
