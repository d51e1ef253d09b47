namespace Scim.Grains.Tests.Histories;

/// <summary>What is promised of reads (docs/guarantees.md).</summary>
[Flags]
internal enum Reading
{
    /// <summary>They have their place in the order of all calls, and a change is answered with what it has made.</summary>
    Strict = 0,

    /// <summary>
    /// A change is answered with the resource as it is when the answer is made, other calls' changes included: what is shown is a read of its own, after the change and within the call.
    /// </summary>
    ChangesShowLater = 1,

    /// <summary>
    /// Two reads through different nodes may see a change that is not acknowledged yet in either order; each read sees all that was acknowledged before it began, and nothing that had not begun when
    /// it ended.
    /// </summary>
    OfSeveralNodes = 2,
}
