namespace Scim.Service.Tests.Exchanges;

/// <summary>The files of exchanges are complete and known.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void every_need_of_an_exchange_is_one_that_we_know()
    {
        var known = ExchangeNeeds.Met.Union(ExchangeNeeds.Unmet);
        ExchangeFiles.All.Values.SelectMany(exchange => exchange.Needs).Distinct().Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void the_corpus_is_whole()
    {
        // A file that is not copied to the output would make its exchanges pass unseen.
        ExchangeFiles.All.Count.ShouldBe(270);
        ExchangeFiles.All.Values.Count(exchange => !ExchangeNeeds.AreMet(exchange)).ShouldBe(1);
    }
}
