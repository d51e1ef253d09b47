namespace Scim.Service.Tests.Exchanges;

/// <summary>A step could not be carried out, or an answer was not what the client expects.</summary>
internal sealed class ExchangeException : Exception
{
    public ExchangeException(string message)
        : base(message)
    {
    }

    public ExchangeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
