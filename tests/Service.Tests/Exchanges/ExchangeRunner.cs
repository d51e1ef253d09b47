namespace Scim.Service.Tests.Exchanges;

/// <summary>Plays one exchange: its preparation, the request it is about, the steps that show the effect, and the clearing up.</summary>
internal sealed class ExchangeRunner(ExchangeClient client, ScimBases bases)
{
    /// <exception cref="ExchangeException">An answer was not what the client expects; the message says which and how.</exception>
    public async Task Play(Exchange exchange)
    {
        var variables = Variables.Draw(bases.Main);
        var steps = new StepRunner(client, bases);
        try
        {
            foreach (var step in exchange.Setup)
            {
                await steps.Run(step, variables, isPreparation: true);
            }

            await steps.Run(exchange.Request with { Expect = exchange.Expect }, variables, isPreparation: false);
            foreach (var step in exchange.Expect.Then)
            {
                await steps.Run(step, variables, isPreparation: true);
            }
        }
        catch (ExchangeException unexpected)
        {
            throw new ExchangeException($"{exchange.Title}. {unexpected.Message} ({exchange.Source})", unexpected);
        }
        finally
        {
            await steps.CleanUp();
        }
    }
}
