using RupnBot.Schools.Audiences;
using RupnBot.Localization;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Schools.Audiences;

public sealed class AudienceResolverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tous", "Collège Moulin|Lycée pro Réaumur|Salle des profs")]
    [InlineData("collèges", "Collège Moulin")]
    [InlineData("collèges, lycées", "Collège Moulin|Lycée pro Réaumur")]
    [InlineData("collèges, 79", "")]
    [InlineData("86", "Collège Moulin|Lycée pro Réaumur")]
    [InlineData("zone A, #pix", "Lycée pro Réaumur")]
    [InlineData("#pix", "Lycée pro Réaumur|Salle des profs")]
    [InlineData("86 sauf #pix", "Collège Moulin")]
    [InlineData("tous sauf collèges, Salle des profs", "Lycée pro Réaumur")]
    public async Task Of_one_kind_any_of_several_kinds_all_and_exceptions_are_taken_away(string text, string salons)
    {
        await using var bench = await MarkedAsync();
        Assert.Equal(salons, string.Join('|', (await FindAsync(bench, text)).Select(salon => salon.Name)));
    }

    [Fact]
    public async Task Members_are_counted_without_the_bot_and_people_once()
    {
        await using var bench = await MarkedAsync();
        var salons = await FindAsync(bench, "tous");
        Assert.Equal([2, 2, 1], salons.Select(salon => salon.Members));
        var reach = await bench.Bot.Database.ReadAsync(db => AudienceResolver.ReachAsync(db, salons, Token), Token);
        Assert.Equal(new AudienceReach(3, 3), reach);
        Assert.Equal("tous les salons : 3 salons, 3 personnes", AudienceText.Describe(Audience.Everybody, reach, bench.Bot.Get<Texts>()).Replace('\u00A0', ' '));
    }

    [Fact]
    public async Task Direct_chats_rooms_left_and_rooms_that_were_upgraded_are_no_part_of_it()
    {
        await using var bench = await MarkedAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(SchoolsBench.Other).State("m.room.tombstone", "", "@zoe:rupn.test", new { replacement_room = "!next:rupn.test", body = "" }));
        Assert.Equal(["Collège Moulin", "Lycée pro Réaumur"], (await FindAsync(bench, "tous")).Select(salon => salon.Name));
    }

    [Fact]
    public async Task The_room_where_operators_are_alerted_is_no_part_of_any()
    {
        await using var bench = await SchoolsBench.StartAsync(settings: new Dictionary<string, string?> { ["Bot:AlertRoom"] = SchoolsBench.Other.Value });
        Assert.Equal(["Collège Moulin", "Lycée pro Réaumur"], (await FindAsync(bench, "tous")).Select(salon => salon.Name));
        Assert.Empty(await FindAsync(bench, "Salle des profs"));
    }

    private static async Task<SchoolsBench> MarkedAsync()
    {
        var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S dans Collège Moulin", SchoolsBench.Editor);
        await bench.AskAsync("salon 0869002T #pix dans Lycée pro Réaumur", SchoolsBench.Editor);
        await bench.AskAsync("salon #pix dans Salle des profs", SchoolsBench.Editor);
        return bench;
    }

    private static Task<IReadOnlyList<AudienceSalon>> FindAsync(SchoolsBench bench, string text) => bench.Bot.Database.ReadAsync(
        async db =>
        {
            var reading = AudienceParser.Parse(text, await AudienceVocabulary.ReadAsync(db, Token), bench.Bot.Get<Texts>());
            Assert.Null(reading.Fault);
            return await bench.Bot.Get<AudienceResolver>().SalonsAsync(db, reading.Audience!, Token);
        },
        Token);
}
