using RupnBot.Polls.Meetings;

namespace RupnBot.Tests.Polls.Meetings;

public sealed class DateRequestTests
{
    [Fact]
    public void A_title_slots_and_settings_are_read()
    {
        var request = DateRequest.Parse("Atelier ENI | lun 12h30 | mar 17h\ndurée : 1h30 | lieu: CDI, 1er étage | fin: demain 17h");

        Assert.Null(request.Fault);
        Assert.Equal(("Atelier ENI", "demain 17h", "CDI, 1er étage"), (request.Title, request.EndText, request.Place));
        Assert.Equal(TimeSpan.FromMinutes(90), request.Duration);
        Assert.Equal(["lun 12h30", "mar 17h"], request.Slots);
    }

    [Theory]
    [InlineData("1h", 60)]
    [InlineData("1 h 30", 90)]
    [InlineData("45 min", 45)]
    [InlineData("90", 90)]
    [InlineData("2 heures", 120)]
    public void Durations_are_read_as_people_write_them(string text, int minutes) => Assert.Equal(minutes, DateRequest.DurationOf(text)?.TotalMinutes);

    [Theory]
    [InlineData("longtemps")]
    [InlineData("0")]
    [InlineData("99h")]
    [InlineData("")]
    public void What_is_no_duration_is_none(string text) => Assert.Null(DateRequest.DurationOf(text));

    [Theory]
    [InlineData("", "Polls.Dates.How")]
    [InlineData("Atelier", "Polls.Dates.How")]
    [InlineData("Atelier | lun 12h30", "Polls.Dates.How")]
    [InlineData("A | 1|2|3|4|5|6|7|8|9|10|11", "Polls.Dates.TooMany")]
    [InlineData("A | lun 8h | mar 8h | durée: longue", "Polls.Dates.BadDuration")]
    public void What_is_missing_is_said(string text, string fault) => Assert.Equal(fault, DateRequest.Parse(text).Fault);
}
