namespace Scim.Grains.Tests.Histories;

internal enum CallKind
{
    Get,

    /// <summary>The content becomes the argument.</summary>
    Put,

    /// <summary>The argument is added to the content, unless it is there.</summary>
    Patch,

    Delete,
}
