using System.Text;

namespace Scim.Fuzz.Engine;

/// <summary>
/// A context-free grammar whose productions are texts: <c>‹name›</c> stands for a symbol, <c>‹=name›</c> for one whose text is escaped as the inside of a JSON string. The first
/// production of a symbol is the one that ends: it is taken where the text has become deep.
/// </summary>
internal sealed class Grammar(IReadOnlyDictionary<string, string[]> symbols)
{
    private const int Deep = 12;
    private const int Long = 20_000;

    /// <param name="symbol">Where to begin.</param>
    /// <param name="random">Which productions.</param>
    public string Draw(string symbol, Random random)
    {
        var text = new StringBuilder();
        Draw(symbol, random, text, 0);
        return text.ToString();
    }

    private void Draw(string symbol, Random random, StringBuilder text, int depth)
    {
        var productions = symbols[symbol];
        var production = productions[depth > Deep || text.Length > Long ? 0 : random.Next(productions.Length)];
        var at = 0;
        while (production.IndexOf('‹', at) is >= 0 and var open)
        {
            var close = production.IndexOf('›', open);
            text.Append(production, at, open - at);
            if (production[open + 1] == '=')
            {
                var inner = new StringBuilder();
                Draw(production[(open + 2)..close], random, inner, depth + 1);
                text.Append(inner.Replace("\\", "\\\\").Replace("\"", "\\\""));
            }
            else
            {
                Draw(production[(open + 1)..close], random, text, depth + 1);
            }

            at = close + 1;
        }

        text.Append(production, at, production.Length - at);
    }
}
