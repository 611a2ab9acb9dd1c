using Microsoft.EntityFrameworkCore;
using RupnBot.Schools.Salons;

namespace RupnBot.Tests.Schools.Salons;

public sealed class SalonCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_salon_is_linked_by_its_UAI_and_the_school_is_shown_back()
    {
        await using var bench = await SchoolsBench.StartAsync();
        var answer = await bench.AskAsync("salon 0869001s #pix #réseau-nord");
        Assert.Contains("Collège Jean Moulin, Poitiers (0869001S) ; collège, Vienne (86), zone A", answer, StringComparison.Ordinal);
        Assert.Contains("#pix, #réseau-nord", answer, StringComparison.Ordinal);
        Assert.Contains("Collège Jean Moulin", await bench.AskAsync("!salon", SchoolsBench.Paul, SchoolsBench.Moulin), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("salon 0869001A")]
    [InlineData("salon 0869091S")]
    public async Task A_mistyped_UAI_brings_the_near_ones_to_choose_from(string command)
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains("1. Collège Jean Moulin, Poitiers (0869001S)", await bench.AskAsync(command), StringComparison.Ordinal);
        Assert.Contains("C'est noté", await bench.AskAsync("1"), StringComparison.Ordinal);
        Assert.Equal("0869001S", (await LinksAsync(bench)).Single().Uai);
    }

    [Theory]
    [InlineData("salon 0861234B", "la lettre ne correspond pas aux chiffres")]
    [InlineData("salon 0861234Z", "je ne connais pas l'établissement 0861234Z")]
    [InlineData("salon lycée de la Lune", "je ne trouve pas d'établissement « lycée de la Lune »")]
    [InlineData("salon retirer #pix", "n'a pas l'étiquette #pix")]
    public async Task A_mistake_changes_nothing_and_says_what_to_write(string command, string answer)
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains(answer, await bench.AskAsync(command), StringComparison.Ordinal);
        Assert.Empty(await LinksAsync(bench));
    }

    [Fact]
    public async Task Words_of_the_name_are_searched_and_the_school_chosen_by_number()
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains("2. Collège Jean Moulin, Poitiers", await bench.AskAsync("salon collège Jean Moulin"), StringComparison.Ordinal);
        await bench.AskAsync("2");
        Assert.Equal("0869001S", (await LinksAsync(bench)).Single().Uai);
    }

    [Fact]
    public async Task None_of_those_offered_leaves_it_as_it_was()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon collège Jean Moulin");
        Assert.Contains("Je n'ai rien changé", await bench.AskAsync("3"), StringComparison.Ordinal);
        Assert.Empty(await LinksAsync(bench));
    }

    [Fact]
    public async Task Tags_are_given_and_taken_whatever_their_accents_and_case()
    {
        await using var bench = await SchoolsBench.StartAsync(withSchools: false);
        await bench.AskAsync("salon #Réseau-Nord #pix");
        await bench.AskAsync("salon #PIX #ent");
        Assert.Equal(["ent", "pix", "reseau nord"], await TagsAsync(bench));
        await bench.AskAsync("salon retirer #reseau-nord");
        Assert.Equal(["ent", "pix"], await TagsAsync(bench));
    }

    [Fact]
    public async Task There_is_an_end_to_tags()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon #a1 #a2 #a3 #a4 #a5 #a6 #a7 #a8 #a9 #a10");
        Assert.Contains("10 étiquettes au plus", await bench.AskAsync("salon #a11"), StringComparison.Ordinal);
        Assert.Equal(10, (await TagsAsync(bench)).Count);
    }

    [Fact]
    public async Task The_link_is_undone()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S");
        Assert.Contains("Aucun établissement", await bench.AskAsync("salon retirer l'établissement"), StringComparison.Ordinal);
        Assert.Empty(await LinksAsync(bench));
    }

    [Fact]
    public async Task A_colleague_may_look_and_not_change()
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains("Je n'ai rien changé", await bench.AskAsync("!salon #pix", SchoolsBench.Paul, SchoolsBench.Moulin), StringComparison.Ordinal);
        Assert.Contains("Aucune étiquette", await bench.AskAsync("!salon", SchoolsBench.Paul, SchoolsBench.Moulin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_marks_any_salon_the_bot_is_in_by_its_name()
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains("Nommez-le", await bench.AskAsync("salon #pix", SchoolsBench.Editor), StringComparison.Ordinal);
        Assert.Contains("C'est noté pour « Salle des profs »", await bench.AskAsync("salon #pix dans salle des profs", SchoolsBench.Editor), StringComparison.Ordinal);
        Assert.Contains("Réaumur", await bench.AskAsync("salon 0869002T dans réaumur", SchoolsBench.Editor), StringComparison.Ordinal);
        Assert.Equal(SchoolsBench.Reaumur, (await LinksAsync(bench)).Single().RoomId);
    }

    [Fact]
    public async Task A_referent_does_not_mark_a_salon_that_is_not_theirs()
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains("je ne suis dans aucun salon « Salle des profs »", await bench.AskAsync("salon #pix dans Salle des profs"), StringComparison.Ordinal);
        Assert.Empty(await TagsAsync(bench));
    }

    [Fact]
    public async Task Without_an_imported_list_it_says_who_must_import_it()
    {
        await using var bench = await SchoolsBench.StartAsync(withSchools: false);
        Assert.Contains("je ne connais encore aucun établissement", await bench.AskAsync("salon 0869001S"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_follow_an_upgraded_salon_and_end_when_the_bot_leaves()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S #pix");
        var moves = new SalonMarkMoves();
        await bench.Bot.Database.WriteAsync(db => moves.MoveAsync(db, SchoolsBench.Moulin, SchoolsBench.Other, bench.Bot.Time.GetUtcNow(), Token), Token);
        Assert.Equal(SchoolsBench.Other, (await LinksAsync(bench)).Single().RoomId);
        Assert.Equal(["pix"], await TagsAsync(bench));
        await bench.Bot.Database.WriteAsync(db => moves.LeftAsync(db, SchoolsBench.Other, bench.Bot.Time.GetUtcNow(), Token), Token);
        Assert.Empty(await LinksAsync(bench));
        Assert.Empty(await TagsAsync(bench));
    }

    [Fact]
    public async Task Who_marked_a_salon_can_see_that_it_is_kept_and_have_it_forgotten()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S #pix");
        Assert.Contains("2 marques de salon", await bench.AskAsync("mes-donnees"), StringComparison.Ordinal);
        await bench.AskAsync("oublie-moi");
        await bench.AskAsync("1");
        Assert.Null((await LinksAsync(bench)).Single().LinkedBy);
        Assert.Equal(["pix"], await TagsAsync(bench));
    }

    private static Task<List<SalonSchool>> LinksAsync(SchoolsBench bench) => bench.Bot.Database.ReadAsync(db => db.Set<SalonSchool>().ToListAsync(Token), Token);

    private static Task<List<string>> TagsAsync(SchoolsBench bench) =>
        bench.Bot.Database.ReadAsync(db => db.Set<SalonTag>().OrderBy(tag => tag.Folded).Select(tag => tag.Folded).ToListAsync(Token), Token);
}
