namespace Scim.Grains.Tests.Histories;

/// <summary>What became of a call.</summary>
/// <param name="Status">As HTTP would say it: 200, 204, 404, 412.</param>
/// <param name="Version">With 200.</param>
/// <param name="Content">With 200: the resource's texts in alphabetical order, with blanks between them.</param>
internal sealed record Answer(int Status, long? Version = null, string? Content = null)
{
    public override string ToString() => $"{Status} {Version} '{Content}'";
}
