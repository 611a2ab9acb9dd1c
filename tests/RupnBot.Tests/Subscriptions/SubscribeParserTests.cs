using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Subscriptions;

namespace RupnBot.Tests.Subscriptions;

public sealed class SubscribeParserTests
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "srane", "ia", "edu num", "lettre hebdo", "le quotidien du numerique", "pix", "education aux medias" };

    [Theory]
    [InlineData("SRANE", "SRANE", null)]
    [InlineData("SRANE lundi 8h", "SRANE", "weekly monday 08:00")]
    [InlineData("srane, lundi à 8 h", "srane", "weekly monday 08:00")]
    [InlineData("SRANE mardi", "SRANE", "weekly tuesday 08:00")]
    [InlineData("SRANE hebdo", "SRANE", "weekly monday 08:00")]
    [InlineData("SRANE quotidien 12h30", "SRANE", "daily 12:30")]
    [InlineData("SRANE tous les jours à 17h", "SRANE", "daily 17:00")]
    [InlineData("SRANE chaque vendredi à 9h", "SRANE", "weekly friday 09:00")]
    [InlineData("SRANE tous les jeudis 10h", "SRANE", "weekly thursday 10:00")]
    [InlineData("SRANE mensuel", "SRANE", "monthly first 08:00")]
    [InlineData("SRANE mensuel 14h", "SRANE", "monthly first 14:00")]
    [InlineData("SRANE le 15 du mois", "SRANE", "monthly 15 08:00")]
    [InlineData("aux nouvelles du SRANE le lundi à 8h", "SRANE", "weekly monday 08:00")]
    [InlineData("au SRANE", "SRANE", null)]
    [InlineData("« SRANE » lundi 8h", "SRANE", "weekly monday 08:00")]
    [InlineData("le SRANE lundi matin", "SRANE", "weekly monday 08:00")]
    [InlineData("chaque lundi à 8h SRANE", "SRANE", "weekly monday 08:00")]
    [InlineData("quotidien SRANE", "SRANE", "daily 08:00")]
    [InlineData("Lettre hebdo", "Lettre hebdo", null)]
    [InlineData("Lettre hebdo lundi 9h", "Lettre hebdo", "weekly monday 09:00")]
    [InlineData("Le quotidien du numérique vendredi", "Le quotidien du numérique", "weekly friday 08:00")]
    [InlineData("Édu_Num mardi 8h", "Édu_Num", "weekly tuesday 08:00")]
    [InlineData("EDU-NUM mardi 8h", "EDU-NUM", "weekly tuesday 08:00")]
    [InlineData("l'IA mercredi 8h", "IA", "weekly wednesday 08:00")]
    [InlineData("l’IA", "IA", null)]
    [InlineData("SRANE monday 8am", "SRANE", "weekly monday 08:00")]
    [InlineData("SRANE weekly", "SRANE", "weekly monday 08:00")]
    [InlineData("to SRANE every friday at 9am", "SRANE", "weekly friday 09:00")]
    [InlineData("Éducation aux médias mensuel", "Éducation aux médias", "monthly first 08:00")]
    [InlineData("Canopé lundi 8h", "Canopé", "weekly monday 08:00")]
    [InlineData("Canopé", "Canopé", null)]
    [InlineData("la source Canopé Poitiers mardi", "Canopé Poitiers", "weekly tuesday 08:00")]
    public void A_name_and_a_rhythm_are_parted_however_they_are_said(string text, string name, string? cadence)
    {
        var request = Parse(text);
        Assert.Equal(name, request.Name);
        Assert.Null(request.Address);
        Assert.Equal(cadence is not null, request.NamesCadence);
        Assert.Equal(cadence ?? "weekly monday 08:00", CadenceCode.Write(Assert.IsType<CadenceResult.Understood>(request.Cadence).Cadence));
    }

    [Theory]
    [InlineData("le thème IA lundi 8h", "IA", SubscriptionKind.Topic)]
    [InlineData("#IA lundi", "#IA", SubscriptionKind.Topic)]
    [InlineData("thème : Cybersécurité", "Cybersécurité", SubscriptionKind.Topic)]
    [InlineData("la source Pix", "Pix", SubscriptionKind.Source)]
    [InlineData("topic IA", "IA", SubscriptionKind.Topic)]
    [InlineData("Pix", "Pix", null)]
    public void Which_of_both_is_meant_may_be_said(string text, string name, SubscriptionKind? kind)
    {
        var request = Parse(text);
        Assert.Equal(name, request.Name);
        Assert.Equal(kind, request.Kind);
    }

    [Theory]
    [InlineData("https://ww2.ac-poitiers.fr/srane/spip.php?page=backend", "https://ww2.ac-poitiers.fr/srane/spip.php?page=backend", null)]
    [InlineData("https://exemple.fr/rss mardi 9h", "https://exemple.fr/rss", "weekly tuesday 09:00")]
    [InlineData("au site https://exemple.fr/rss mardi 9h", "https://exemple.fr/rss", "weekly tuesday 09:00")]
    [InlineData("<https://exemple.fr/rss>, quotidien", "https://exemple.fr/rss", "daily 08:00")]
    [InlineData("exemple.fr/blog mensuel", "https://exemple.fr/blog", "monthly first 08:00")]
    public void An_address_is_known_as_one(string text, string address, string? cadence)
    {
        var request = Parse(text);
        Assert.Equal(address, request.Address?.AbsoluteUri);
        Assert.Equal(cadence is not null, request.NamesCadence);
        Assert.Equal(cadence ?? "weekly monday 08:00", CadenceCode.Write(Assert.IsType<CadenceResult.Understood>(request.Cadence).Cadence));
    }

    [Theory]
    [InlineData("SRANE lundi 22h", CadenceFault.OutsideHours)]
    [InlineData("SRANE samedi 9h", CadenceFault.Weekend)]
    [InlineData("SRANE lundi 25h", CadenceFault.NoSuchTime)]
    [InlineData("https://exemple.fr/rss n'importe quand", CadenceFault.NotACadence)]
    public void A_rhythm_that_cannot_be_is_said_to_be_so(string text, CadenceFault fault) =>
        Assert.Equal(fault, Assert.IsType<CadenceResult.NotUnderstood>(Parse(text).Cadence).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("« »")]
    public void Nothing_is_no_name(string text) => Assert.Equal("", Parse(text).Name);

    [Fact]
    public void A_very_long_text_is_read_in_bounded_time()
    {
        var request = Parse(string.Concat(Enumerable.Repeat("srane lundi ", 5000)));
        Assert.NotNull(request);
    }

    private static SubscribeRequest Parse(string text) => SubscribeParser.Parse(text, Known, CadenceDefaults.Standard with { Hours = WorkingHours.Default });
}
