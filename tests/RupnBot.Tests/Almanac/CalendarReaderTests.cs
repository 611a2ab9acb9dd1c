using System.Text;
using System.Text.Json;
using RupnBot.Almanac.Reading;

namespace RupnBot.Tests.Almanac;

public sealed class CalendarReaderTests
{
    [Fact]
    public void Lines_that_were_folded_and_words_that_were_escaped_are_put_together_again()
    {
        var read = Ics.Read(Ics.Of("UID:a\nDTSTART;VALUE=DATE:20261201\nSUMMARY:Conseil\\, puis \n formation\\; salle B\nLOCATION:CDI"));

        var one = Assert.Single(read.Events);
        Assert.Equal(("Conseil, puis formation; salle B", "CDI"), (one.Title, one.Place));
        Assert.Equal("Film annuel", read.Name);
    }

    [Fact]
    public void Organisers_guests_and_what_is_written_beneath_are_not_kept()
    {
        var read = Ics.Read(Ics.Of(Ics.Day("a", "Conseil", "20261201", "ORGANIZER;CN=Anne Roy:mailto:anne.roy@exemple.fr\nATTENDEE:mailto:karim@exemple.fr\nDESCRIPTION:code de la salle 4512")));

        var kept = JsonSerializer.Serialize(read.Events);
        Assert.DoesNotContain("exemple.fr", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("4512", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DTSTART;TZID=\"Europe/Paris\":20261201T180000", "2026-12-01 18:00")]
    [InlineData("DTSTART:20261201T170000Z", "2026-12-01 18:00")]
    [InlineData("DTSTART:20261201T180000", "2026-12-01 18:00")]
    [InlineData("DTSTART;TZID=Romance Standard Time:20261201T180000", "2026-12-01 18:00")]
    [InlineData("DTSTART;TZID=/citadel.org/20210210_1/Europe/Paris:20261201T180000", "2026-12-01 18:00")]
    [InlineData("DTSTART;TZID=America/Martinique:20261201T130000", "2026-12-01 18:00")]
    [InlineData("DTSTART;VALUE=DATE:20261201", "2026-12-01 00:00")]
    public void Times_are_read_on_the_clock_they_name(string start, string said) => Assert.Equal([said], Ics.Starts($"UID:a\n{start}\nSUMMARY:Conseil"));

    [Theory]
    [InlineData("TZID=Mars/Phobos")]
    [InlineData("TZID=../../etc/passwd")]
    [InlineData("TZID=")]
    public void A_zone_that_nobody_knows_is_the_local_one(string zone) => Assert.Equal(["2026-12-01 18:00"], Ics.Starts($"UID:a\nDTSTART;{zone}:20261201T180000\nSUMMARY:Conseil"));

    [Fact]
    public void What_an_old_program_exported_in_its_own_letters_is_read()
    {
        var read = CalendarReader.Read(Encoding.Latin1.GetBytes(Ics.Of(Ics.Day("a", "Journée portes ouvertes", "20261205"))), Ics.Paris);
        Assert.Equal("Journée portes ouvertes", Assert.Single(read.Events).Title);
    }

    [Theory]
    [InlineData("<!doctype html><title>Connexion</title>", CalendarFault.NotACalendar)]
    [InlineData("", CalendarFault.NotACalendar)]
    [InlineData("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", CalendarFault.NoDates)]
    public void What_is_no_calendar_is_said_to_be_none(string text, CalendarFault fault) => Assert.Equal(fault, Ics.Read(text).Fault);
}
