using Scim.Protocol.Errors;

namespace Scim.Fuzz.Engine;

/// <summary>One way in for what strangers send.</summary>
internal abstract class FuzzTarget
{
    /// <summary>As on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What the first inputs are: such as occur, and such as were a failure once.</summary>
    public abstract IReadOnlyList<string> Seeds { get; }

    /// <summary>Whether inputs are JSON, so that they can be changed as JSON.</summary>
    public abstract bool IsJson { get; }

    /// <summary>The longest input: somewhat more than the service reads.</summary>
    public abstract int MostBytes { get; }

    /// <summary>An input by the target's grammar.</summary>
    public abstract byte[] Draw(Random random);

    /// <summary>A short part of an input: a name, a value, an operator.</summary>
    public abstract string Piece(Random random);

    /// <summary>Does with an input what the service does.</summary>
    /// <returns>What became of it, in one word: inputs with another outcome than those before are worth keeping.</returns>
    /// <exception cref="ScimException">The input is refused.</exception>
    /// <exception cref="Exception">Anything else is a failure.</exception>
    public abstract string Run(byte[] input);

    /// <summary>Runs a part whose refusal is no end of the input.</summary>
    protected static string Try(Func<string> part)
    {
        try
        {
            return part();
        }
        catch (ScimException refused)
        {
            return Word(refused);
        }
    }

    /// <summary>The refusal's id; a refusal that is no client's error is a failure.</summary>
    public static string Word(ScimException refused) => refused.Error is { Refusal.Status: >= 400 and < 500, Detail.Length: > 0 and <= ScimError.MostDetail }
        ? refused.Error.Refusal.Id
        : throw new InvalidOperationException($"A refusal that says too much, nothing, or that the service is at fault: {refused.Message[..Math.Min(200, refused.Message.Length)]}");

    /// <summary>For what must hold of every input.</summary>
    protected static void Hold(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }
}
