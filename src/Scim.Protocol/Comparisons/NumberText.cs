using System.Globalization;

namespace Scim.Protocol.Comparisons;

/// <summary>Decimals as texts of one length whose order is that of the numbers, for databases that have no decimals.</summary>
public static class NumberText
{
    private const int IntegerDigits = 29;
    private const int FractionDigits = 28;
    private static readonly string Format = new string('0', IntegerDigits) + "." + new string('0', FractionDigits);

    /// <summary>A sign (<c>0</c> below zero, else <c>1</c>), then all digits that a decimal can have, each taken from nine below zero.</summary>
    public static string Encode(decimal number)
    {
        var digits = Math.Abs(number).ToString(Format, CultureInfo.InvariantCulture).Remove(IntegerDigits, 1);
        return number < 0 ? "0" + Complement(digits) : "1" + digits;
    }

    /// <summary>The number of a text that <see cref="Encode"/> has made.</summary>
    public static decimal Decode(string text)
    {
        var negative = text[0] == '0';
        var digits = negative ? Complement(text[1..]) : text[1..];
        var number = decimal.Parse(digits.Insert(IntegerDigits, ".").TrimEnd('0'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return negative ? -number : number;
    }

    private static string Complement(string digits) => string.Create(digits.Length, digits, static (complement, digits) =>
    {
        for (var i = 0; i < digits.Length; i++)
        {
            complement[i] = (char)('9' - (digits[i] - '0'));
        }
    });
}
