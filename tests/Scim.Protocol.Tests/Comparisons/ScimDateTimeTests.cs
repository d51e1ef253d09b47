using System.Globalization;
using CsCheck;
using Scim.Protocol.Comparisons;

namespace Scim.Protocol.Tests.Comparisons;

public sealed class ScimDateTimeTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00", 0)]
    [InlineData("1970-01-01T00:00:00.1Z", 1_000_000)]
    [InlineData("1970-01-01T00:00:00.0000001Z", 1)]
    [InlineData("1970-01-01T00:00:00.00000019Z", 1)]
    [InlineData("1970-01-01T00:00:00.1234567", 1_234_567)]
    [InlineData("1970-01-01T01:00:00+01:00", 0)]
    [InlineData("1969-12-31T18:30:00.5-05:30", 5_000_000)]
    [InlineData("1970-01-01T14:00:00+14:00", 0)]
    public void a_dateTime_is_an_instant(string text, long ticksSince1970)
    {
        ScimDateTime.TryParse(text, out var ticks).ShouldBeTrue();
        ticks.ShouldBe(DateTime.UnixEpoch.Ticks + ticksSince1970);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00")]
    public void an_offset_at_the_end_of_time_still_gives_an_order(string earlier, string later)
    {
        ScimDateTime.TryParse(earlier, out var less).ShouldBeTrue();
        ScimDateTime.TryParse(later, out var more).ShouldBeTrue();
        less.ShouldBeLessThan(more);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2011")]
    [InlineData("2011-05-13")]
    [InlineData("2011-05-13 04:42:34Z")]
    [InlineData("2011-05-13T04:42Z")]
    [InlineData("2011-02-30T04:42:34Z")]
    [InlineData("2011-05-13T24:42:34Z")]
    [InlineData("2011-05-13T04:42:34.Z")]
    [InlineData("2011-05-13T04:42:34.1x")]
    [InlineData("2011-05-13T04:42:34+2")]
    [InlineData("2011-05-13T04:42:34+02:60")]
    [InlineData("2011-05-13T04:42:34+14:01")]
    [InlineData("2011-05-13T04:42:34 02:00")]
    [InlineData("2011-05-13T04:42:34+ 2:00")]
    [InlineData("2011-05-13T04:42:34ZZ")]
    [InlineData(" 2011-05-13T04:42:34Z")]
    [InlineData("2011-05-13T04:42:34Z ")]
    [InlineData("2011-05-13T04:42:34z")]
    [InlineData("2011-05-13t04:42:34Z")]
    [InlineData("12011-05-13T04:42:34Z")]
    [InlineData("0000-05-13T04:42:34Z")]
    [InlineData("٢٠١١-05-13T04:42:34Z")]
    public void anything_else_is_none(string text) => ScimDateTime.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void every_instant_in_every_offset_comes_back() =>
        Gen.Select(Gen.Long[DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks], Gen.Int[-840, 840]).Sample(
            (ticks, minutes) =>
            {
                var local = ticks + (minutes * TimeSpan.TicksPerMinute);
                if (local < 0 || local > DateTime.MaxValue.Ticks)
                {
                    return;
                }

                var text = new DateTimeOffset(local, TimeSpan.FromMinutes(minutes)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
                ScimDateTime.TryParse(text, out var parsed).ShouldBeTrue(text);
                parsed.ShouldBe(ticks, text);
            },
            iter: 5000);
}
