namespace Scim.Grains.Requests;

/// <summary>Where ids come from: of resources (rule U4) and of operations.</summary>
public interface IIdSource
{
    Guid Next();
}
