using RupnBot.Bot.Commands;

namespace RupnBot.Tests.Bot.Commands;

public sealed class SeveralNumbersTests
{
    private static readonly string[] Salons = ["Collège Jean-Moulin", "Labo", "Lycée 1-2", "Salle des profs", "Salle de sciences"];

    [Theory]
    [InlineData("2", "2")]
    [InlineData("1 3", "1 3")]
    [InlineData("3, 1", "1 3")]
    [InlineData("1,3", "1 3")]
    [InlineData("1 et 3", "1 3")]
    [InlineData("1-3", "1 2 3")]
    [InlineData("1 – 3", "1 2 3")]
    [InlineData("1 à 3, 5", "1 2 3 5")]
    [InlineData("le 1 et le 2", "1 2")]
    [InlineData("salons 2 4", "2 4")]
    [InlineData("2. 3.", "2 3")]
    [InlineData("2 2 2", "2")]
    [InlineData("!1 2", "1 2")]
    [InlineData("Tous !", "1 2 3 4 5")]
    [InlineData("tous les salons", "1 2 3 4 5")]
    [InlineData("labo", "2")]
    [InlineData("Labo, salle des profs", "2 4")]
    [InlineData("collège Jean-Moulin", "1")]
    public void One_or_more_are_meant(string words, string meant) => Assert.Equal(meant, string.Join(' ', SeveralNumbers.Read(words, Salons)!.Select(place => place + 1)));

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("1 6")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("1 lundi")]
    [InlineData("salle")]
    [InlineData("collège")]
    [InlineData("!labo")]
    [InlineData("la")]
    [InlineData("labo, foyer")]
    [InlineData("bonjour")]
    [InlineData("")]
    public void A_part_that_is_none_of_them_spoils_the_whole(string words) => Assert.Null(SeveralNumbers.Read(words, Salons));

    [Theory]
    [InlineData("Maths, physique", "2")]
    [InlineData("maths,physique, Salon 3", "2 4")]
    [InlineData("Physique", "1")]
    [InlineData("4", "4")]
    [InlineData("1 2", "1 2")]
    public void A_name_may_have_a_comma_or_a_figure(string words, string meant) =>
        Assert.Equal(meant, string.Join(' ', SeveralNumbers.Read(words, ["Physique", "Maths, physique", "2", "Salon 3"])!.Select(place => place + 1)));

    [Theory]
    [InlineData("salon 3")]
    [InlineData("2")]
    [InlineData("maths")]
    public void What_could_mean_two_of_them_means_none(string words) => Assert.Null(SeveralNumbers.Read(words, ["Physique", "Maths, physique", "2", "Salon 3"]));
}
