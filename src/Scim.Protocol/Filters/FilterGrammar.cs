using System.Globalization;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Filters;

/// <summary>
/// The grammar of RFC 7644 §3.4.2.2 by recursive descent: <c>or</c> over <c>and</c> over <c>not</c>, groups, value paths and comparisons.
/// Depth is counted before each descent, so that no input can exhaust the stack.
/// </summary>
internal sealed class FilterGrammar(FilterLexer lexer)
{
    private int _depth;
    private int _comparisons;
    private bool _inValuePath;

    public FilterNode ParseWhole()
    {
        var filter = ParseOr();
        return lexer.AtEnd ? filter : throw lexer.Error("Expected 'and', 'or' or the end of the filter");
    }

    /// <summary>Parses <c>filter]</c>, the opening bracket being read already.</summary>
    public FilterNode ParseBrackets()
    {
        if (_inValuePath)
        {
            throw lexer.Error("A value path cannot hold another one", lexer.Position - 1);
        }

        Descend();
        _inValuePath = true;
        var inner = ParseOr();
        Expect(']');
        _inValuePath = false;
        _depth--;
        return inner;
    }

    private FilterNode ParseOr()
    {
        var left = ParseAnd();
        while (lexer.TryReadKeyword("or"))
        {
            left = new LogicalNode(IsAnd: false, left, ParseAnd());
        }

        return left;
    }

    private FilterNode ParseAnd()
    {
        var left = ParseOperand();
        while (lexer.TryReadKeyword("and"))
        {
            left = new LogicalNode(IsAnd: true, left, ParseOperand());
        }

        return left;
    }

    // Leaves the lexer at the first character behind the blanks that follow.
    private FilterNode ParseOperand()
    {
        lexer.SkipBlanks();
        FilterNode node;
        if (lexer.TryRead('('))
        {
            node = ParseGroup();
        }
        else
        {
            var start = lexer.Position;
            var word = lexer.ReadWord();
            node = word.Equals("not", StringComparison.OrdinalIgnoreCase) && TryReadGroupStart()
                ? new NotNode(ParseGroup())
                : ParseExpression(AttributeReferenceReader.Read(lexer, word, start));
        }

        lexer.SkipBlanks();
        return node;
    }

    private bool TryReadGroupStart()
    {
        lexer.SkipBlanks();
        return lexer.TryRead('(');
    }

    private FilterNode ParseGroup()
    {
        Descend();
        var inner = ParseOr();
        Expect(')');
        _depth--;
        return inner;
    }

    private FilterNode ParseExpression(AttributeReference attribute)
    {
        if (!lexer.TryRead('['))
        {
            return ParseComparison(attribute);
        }

        var inner = ParseBrackets();
        if (lexer.Next != '.')
        {
            RefuseAdjoining();
            return new ValuePathNode(attribute, inner);
        }

        // emails[type eq "work"].value eq "x" (Entra; beyond the RFC's grammar for filters): one element satisfies both.
        var sub = AttributeReferenceReader.ReadTrailingSubAttribute(lexer);
        return new ValuePathNode(attribute, new LogicalNode(IsAnd: true, inner, ParseComparison(new AttributeReference(null, sub, null))));
    }

    private ComparisonNode ParseComparison(AttributeReference attribute)
    {
        if (++_comparisons > FilterParser.MaxComparisons)
        {
            throw new ScimException(Refusals.FilterLimit, $"The filter has more than {FilterParser.MaxComparisons} comparisons.");
        }

        lexer.SkipBlanks();
        var start = lexer.Position;
        var comparison = ReadOperator(lexer.ReadWord())
            ?? throw lexer.Error("Expected one of the operators eq, ne, co, sw, ew, pr, gt, ge, lt, le", start);
        if (comparison == ComparisonOperator.Pr)
        {
            RefuseAdjoining();
            return new ComparisonNode(attribute, comparison, FilterLiteral.Null);
        }

        if (!lexer.AtEnd && lexer.Next is not (' ' or '\t'))
        {
            throw lexer.Error("Expected a blank behind the operator");
        }

        lexer.SkipBlanks();
        var literal = ReadLiteral();
        RefuseAdjoining();
        return new ComparisonNode(attribute, comparison, literal);
    }

    private static ComparisonOperator? ReadOperator(string word) => word.ToLowerInvariant() switch
    {
        "eq" => ComparisonOperator.Eq,
        "ne" => ComparisonOperator.Ne,
        "co" => ComparisonOperator.Co,
        "sw" => ComparisonOperator.Sw,
        "ew" => ComparisonOperator.Ew,
        "gt" => ComparisonOperator.Gt,
        "ge" => ComparisonOperator.Ge,
        "lt" => ComparisonOperator.Lt,
        "le" => ComparisonOperator.Le,
        "pr" => ComparisonOperator.Pr,
        _ => null,
    };

    private FilterLiteral ReadLiteral()
    {
        if (lexer.Next == '"')
        {
            return FilterLiteral.Of(lexer.ReadString());
        }

        var start = lexer.Position;
        var word = lexer.ReadWord();
        return word.ToLowerInvariant() switch
        {
            "true" => FilterLiteral.True,
            "false" => FilterLiteral.False,
            "null" => FilterLiteral.Null,
            _ when JsonNumber.IsNumber(word) => decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? FilterLiteral.Of(number)
                : throw lexer.Error("The number is out of range", start),
            _ => throw lexer.Error("Expected a value: a text in double quotes, a number, true, false or null", start),
        };
    }

    // A closing parenthesis or bracket ends a literal by itself; anything else needs a blank before it.
    private void RefuseAdjoining()
    {
        if (!lexer.AtEnd && lexer.Next is not (' ' or '\t' or ')' or ']'))
        {
            throw lexer.Error("Expected a blank");
        }
    }

    private void Descend()
    {
        if (++_depth > FilterParser.MaxDepth)
        {
            throw new ScimException(Refusals.FilterLimit, $"The filter is nested deeper than {FilterParser.MaxDepth} levels.");
        }
    }

    private void Expect(char closing)
    {
        if (!lexer.TryRead(closing))
        {
            throw lexer.Error($"Expected 'and', 'or' or '{closing}'");
        }
    }
}
