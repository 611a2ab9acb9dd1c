using System.Text.Json;
using RupnBot.Bot.Commands;
using RupnBot.Matrix;

namespace RupnBot.Tests.Bot.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("!aide", "aide", "")]
    [InlineData("! aide", "aide", "")]
    [InlineData("!\u00A0aide", "aide", "")]
    [InlineData("!\u202Faide", "aide", "")]
    [InlineData("\uFF01aide", "aide", "")]
    [InlineData("\u200B!aide", "aide", "")]
    [InlineData("!AIDE", "aide", "")]
    [InlineData("!Abonn\u00E9", "abonne", "")]
    [InlineData("!re\u0301sultats 2", "resultats", "2")]
    [InlineData("!oublie\u2011moi", "oublie-moi", "")]
    [InlineData("!aide !", "aide", "!")]
    [InlineData("!aide.", "aide", "")]
    [InlineData("!sondage Pr\u00EAt ?\nOui\nNon", "sondage", "Pr\u00EAt ?\nOui\nNon")]
    [InlineData("!relayer \u00AB L\u2019id\u00E9e \u00BB", "relayer", "\u00AB L\u2019id\u00E9e \u00BB")]
    public void A_command_in_a_salon_is_forgiven_much(string body, string word, string rest) => Assert.Equal(new CommandLine(word, rest), CommandLine.Parse(body, isDirect: false));

    [Theory]
    [InlineData("aide")]
    [InlineData("!")]
    [InlineData("!!! R\u00E9union \u00E0 14 h")]
    [InlineData("!!aide")]
    [InlineData("!?")]
    [InlineData("! ! aide")]
    [InlineData("!aide/tous")]
    [InlineData("")]
    [InlineData("Bonjour !")]
    public void Talk_is_no_command(string body) => Assert.Null(CommandLine.Parse(body, isDirect: false));

    [Theory]
    [InlineData("aide")]
    [InlineData("!aide")]
    [InlineData("  Aide :")]
    public void In_direct_chat_the_mark_may_be_left_out(string body) => Assert.Equal("aide", CommandLine.Parse(body, isDirect: true)?.Word);

    [Fact]
    public void Half_a_surrogate_pair_and_a_very_long_word_do_no_harm()
    {
        Assert.Null(CommandLine.Parse("!" + new string('a', 5000), isDirect: false));
        Assert.Equal("aide", CommandLine.Parse("!aide \uD83D", isDirect: false)?.Word);
    }

    [Theory]
    [InlineData("sondag", "sondage")]
    [InlineData("abonenr", "abonner")]
    [InlineData("adie", "aide")]
    [InlineData("resultast", "resultats")]
    [InlineData("ai", null)]
    [InlineData("bonjour", null)]
    [InlineData("remindme", null)]
    public void A_near_miss_is_recognised_and_no_more(string word, string? expected) =>
        Assert.Equal(expected, NearMiss.Find(word, ["aide", "sondage", "abonner", "resultats"]));

    [Theory]
    [InlineData("*", true)]
    [InlineData("@*:agent.education.tchap.gouv.fr", true)]
    [InlineData("@*-AC-poitiers.fr:*", true)]
    [InlineData("@anne?roy-ac-poitiers.fr:agent.education.tchap.gouv.fr", true)]
    [InlineData("@*:agent.externe.tchap.gouv.fr", false)]
    [InlineData("@anne.roy", false)]
    [InlineData("", false)]
    public void A_pattern_says_whom_it_means(string pattern, bool expected) =>
        Assert.Equal(expected, UserPattern.Matches(pattern, new UserId("@anne.roy-ac-poitiers.fr:agent.education.tchap.gouv.fr")));

    [Fact]
    public void A_pattern_of_many_stars_takes_no_longer() =>
        Assert.False(UserPattern.Matches(string.Concat(Enumerable.Repeat("*a", 100)) + "*b", new UserId("@" + new string('a', 200) + ":x")));

    [Theory]
    [InlineData("2", "b")]
    [InlineData("2.", "b")]
    [InlineData("!2", "b")]
    [InlineData("le 2", "b")]
    [InlineData("Le 2)", "b")]
    [InlineData("salle DES profs", "a")]
    [InlineData("0", null)]
    [InlineData("3", null)]
    [InlineData("99999999999999", null)]
    [InlineData("peut-\u00EAtre", null)]
    [InlineData("", null)]
    public void An_answer_is_a_number_or_the_words_of_an_option(string body, string? expected)
    {
        var pending = new PendingQuestion
        {
            Word = "abonner",
            Rest = "SRANE",
            Slot = "salon",
            Choices = """{"earlier":"x"}""",
            Options = JsonSerializer.Serialize(new[] { new ChoiceOption("a", "Salle des profs"), new ChoiceOption("b", "CDI") }),
        };
        var answered = AnsweredQuestion.Read(pending, body);
        Assert.Equal(expected, answered?.Choices["salon"]);
        if (answered is not null) Assert.Equal((new CommandLine("abonner", "SRANE"), "x"), (answered.Line, answered.Choices["earlier"]));
    }
}
