using RupnBot.Matrix;
using RupnBot.Polls.Commands;

namespace RupnBot.Tests.Polls.Commands;

public sealed class AnswerWordsTests
{
    private static readonly PollAnswer[] Answers = [new("a1", "Tablettes"), new("a2", "Pix et PIX+"), new("a3", "Moodle"), new("a4", "2 heures")];

    [Theory]
    [InlineData("1 3", "a1,a3")]
    [InlineData("3,1", "a1,a3")]
    [InlineData("1, 2 et 3", "a1,a2,a3")]
    [InlineData("1/3", "a1,a3")]
    [InlineData("1 1", "a1")]
    [InlineData("tablettes, moodle", "a1,a3")]
    [InlineData("moodle et tab", "a1,a3")]
    [InlineData("Pix et PIX+", "a2")]
    [InlineData("2", "a2")]
    public void Several_answers_are_read(string words, string ids) =>
        Assert.Equal(ids, string.Join(',', AnswerWords.FindAll(Answers, words)?.Select(answer => answer.Id) ?? []));

    [Fact]
    public void A_long_row_of_digits_is_read_at_once() => Assert.Null(AnswerWords.FindAll(Answers, new string('1', 10_000) + "x"));

    [Theory]
    [InlineData("")]
    [InlineData("1 9")]
    [InlineData("tablettes, radio")]
    [InlineData(",")]
    public void What_is_not_wholly_understood_is_no_vote(string words) => Assert.Null(AnswerWords.FindAll(Answers, words));
}
