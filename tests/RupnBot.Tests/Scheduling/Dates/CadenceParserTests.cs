using RupnBot.Scheduling.Dates;

namespace RupnBot.Tests.Scheduling.Dates;

public sealed class CadenceParserTests
{
    [Theory]
    [InlineData("", "weekly monday 08:00")]
    [InlineData("hebdo", "weekly monday 08:00")]
    [InlineData("Hebdomadaire", "weekly monday 08:00")]
    [InlineData("hebdo 9h", "weekly monday 09:00")]
    [InlineData("hebdo jeudi", "weekly thursday 08:00")]
    [InlineData("hebdo jeudi 12h30", "weekly thursday 12:30")]
    [InlineData("lundi", "weekly monday 08:00")]
    [InlineData("mardi 8 h 30", "weekly tuesday 08:30")]
    [InlineData("le mardi à 8h30", "weekly tuesday 08:30")]
    [InlineData("chaque lundi", "weekly monday 08:00")]
    [InlineData("tous les lundis à 8h", "weekly monday 08:00")]
    [InlineData("lundi matin", "weekly monday 08:00")]
    [InlineData("jeudi après-midi", "weekly thursday 14:00")]
    [InlineData("vendredi soir", "weekly friday 18:00")]
    [InlineData("vendredi midi", "weekly friday 12:00")]
    [InlineData("17h", "weekly monday 17:00")]
    [InlineData("toutes les semaines", "weekly monday 08:00")]
    [InlineData("quotidien", "daily 08:00")]
    [InlineData("quotidien 12h30", "daily 12:30")]
    [InlineData("tous les jours à 8h", "daily 08:00")]
    [InlineData("chaque jour", "daily 08:00")]
    [InlineData("tous les matins", "daily 08:00")]
    [InlineData("quotidein", "daily 08:00")]
    [InlineData("mensuel", "monthly first 08:00")]
    [InlineData("mensuel 9h", "monthly first 09:00")]
    [InlineData("tous les mois", "monthly first 08:00")]
    [InlineData("le premier jour ouvré du mois", "monthly first 08:00")]
    [InlineData("mensuel le 15", "monthly 15 08:00")]
    [InlineData("le 15 de chaque mois à 9h", "monthly 15 09:00")]
    [InlineData("le 1er du mois", "monthly 1 08:00")]
    [InlineData("mensuel jeudi 17h", "monthly thursday 17:00")]
    [InlineData("le premier lundi du mois", "monthly monday 08:00")]
    [InlineData("weekly", "weekly monday 08:00")]
    [InlineData("weekly on thursday at 5pm", "weekly thursday 17:00")]
    [InlineData("every tuesday 9am", "weekly tuesday 09:00")]
    [InlineData("mondays", "weekly monday 08:00")]
    [InlineData("daily at noon", "daily 12:00")]
    [InlineData("every day 8am", "daily 08:00")]
    [InlineData("monthly", "monthly first 08:00")]
    [InlineData("every month on the 15th", "monthly 15 08:00")]
    public void A_rhythm_is_understood(string text, string expected) =>
        Assert.Equal(expected, CadenceCode.Write(Assert.IsType<CadenceResult.Understood>(CadenceParser.Parse(text)).Cadence));

    [Theory]
    [InlineData("bientôt", CadenceFault.NotACadence)]
    [InlineData("quotidien lundi", CadenceFault.NotACadence)]
    [InlineData("lundi mardi", CadenceFault.NotACadence)]
    [InlineData("hebdo le 15", CadenceFault.NotACadence)]
    [InlineData("le", CadenceFault.NotACadence)]
    [InlineData("lundi 25h", CadenceFault.NoSuchTime)]
    [InlineData("lundi matin 14h", CadenceFault.NoSuchTime)]
    [InlineData("samedi 9h", CadenceFault.Weekend)]
    [InlineData("chaque dimanche", CadenceFault.Weekend)]
    [InlineData("lundi 6h", CadenceFault.OutsideHours)]
    [InlineData("hebdo 20h", CadenceFault.OutsideHours)]
    [InlineData("lundi minuit", CadenceFault.OutsideHours)]
    public void What_is_no_rhythm_is_refused_with_its_reason(string text, CadenceFault fault) =>
        Assert.Equal(fault, Assert.IsType<CadenceResult.NotUnderstood>(CadenceParser.Parse(text)).Fault);

    [Theory]
    [InlineData("SRANE", "SRANE", "weekly monday 08:00")]
    [InlineData("SRANE lundi 8h", "SRANE", "weekly monday 08:00")]
    [InlineData("vie scolaire hebdo jeudi 9h", "vie scolaire", "weekly thursday 09:00")]
    [InlineData("intelligence artificielle quotidien", "intelligence artificielle", "daily 08:00")]
    [InlineData("https://exemple.fr/8h/lundi mensuel", "https://exemple.fr/8h/lundi", "monthly first 08:00")]
    [InlineData("https://exemple.fr/lundi", "https://exemple.fr/lundi", "weekly monday 08:00")]
    [InlineData("SRANE chaque lundi à 8h", "SRANE", "weekly monday 08:00")]
    [InlineData("SRANE le lundi", "SRANE", "weekly monday 08:00")]
    [InlineData("La lettre du lundi mensuel", "La lettre", "monthly monday 08:00")]
    [InlineData("Classe de mer hebdo", "Classe de mer", "weekly monday 08:00")]
    [InlineData("lundi 8h", "", "weekly monday 08:00")]
    public void The_end_of_a_subscription_is_parted_from_its_source(string text, string head, string expected)
    {
        var (read, result) = CadenceParser.ParseTail(text);

        Assert.Equal(head, read);
        Assert.Equal(expected, CadenceCode.Write(Assert.IsType<CadenceResult.Understood>(result).Cadence));
    }

    [Fact]
    public void A_wrong_hour_at_the_end_is_told_rather_than_taken_for_a_name()
    {
        var (head, result) = CadenceParser.ParseTail("SRANE lundi 25h");

        Assert.Equal("SRANE", head);
        Assert.Equal(CadenceFault.NoSuchTime, Assert.IsType<CadenceResult.NotUnderstood>(result).Fault);
    }

    [Fact]
    public void A_long_text_is_a_name_with_the_default_rhythm()
    {
        var text = new string('x', 1_000_000);

        Assert.Equal(text, CadenceParser.ParseTail(text).Head);
        Assert.Equal("weekly friday 08:00", CadenceCode.Write(Assert.IsType<CadenceResult.Understood>(CadenceParser.ParseTail(text + " vendredi").Cadence).Cadence));
        Assert.IsType<CadenceResult.NotUnderstood>(CadenceParser.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("weekly")]
    [InlineData("weekly lundi 08:00")]
    [InlineData("monthly 32 08:00")]
    [InlineData("daily 25:00")]
    [InlineData("hourly 08:00")]
    public void A_stored_cadence_that_is_wrong_is_not_read(string? code) => Assert.False(CadenceCode.TryRead(code, out _));
}
