namespace Scim.Grains.Storage.Operations;

/// <summary>One change that the store knows how to apply, with the event it writes. Checks that must hold at commit are the operation's own.</summary>
public abstract record StoreOperation
{
    private protected StoreOperation()
    {
    }
}
