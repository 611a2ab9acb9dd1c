using RupnBot.Newsletters.Talking;

namespace RupnBot.Tests.Newsletters.Talking;

/// <summary>The words that are about a letter, and those that only look like it.</summary>
public sealed class LetterRequestTests
{
    [Theory]
    [InlineData("test", nameof(LetterWord.Test), "")]
    [InlineData("Test.", nameof(LetterWord.Test), "")]
    [InlineData("envoyer lundi 8h", nameof(LetterWord.Send), "lundi 8h")]
    [InlineData("Envoyer", nameof(LetterWord.Send), "")]
    [InlineData("à: collèges, 86", nameof(LetterWord.To), "collèges, 86")]
    [InlineData("À : tous", nameof(LetterWord.To), "tous")]
    [InlineData("a: tous", nameof(LetterWord.To), "tous")]
    [InlineData("à collèges", nameof(LetterWord.To), "collèges")]
    [InlineData("image : une salle", nameof(LetterWord.Describe), "une salle")]
    [InlineData("résumé", nameof(LetterWord.Summarize), "")]
    [InlineData("résumé https://exemple.fr/", nameof(LetterWord.Summarize), "https://exemple.fr/")]
    [InlineData("resume", nameof(LetterWord.Resume), "")]
    [InlineData("Valider !", nameof(LetterWord.Validate), "")]
    [InlineData("refuser trop long", nameof(LetterWord.Decline), "trop long")]
    [InlineData("corriger Mardi\nà 13 h", nameof(LetterWord.Correct), "Mardi\nà 13 h")]
    [InlineData("retirer", nameof(LetterWord.Withdraw), "")]
    [InlineData("suivi", nameof(LetterWord.FollowUp), "")]
    public void They_are_read(string body, string word, string rest)
    {
        var request = LetterRequest.Parse(body);
        Assert.Equal(word, request?.Word.ToString());
        Assert.Equal(rest, request?.Rest);
    }

    [Theory]
    [InlineData("Test de français jeudi ?")]
    [InlineData("pause déjeuner")]
    [InlineData("a collèges")]
    [InlineData("Merci !")]
    [InlineData("suivi des élèves")]
    [InlineData("")]
    public void Talk_is_none(string body) => Assert.Null(LetterRequest.Parse(body));
}
