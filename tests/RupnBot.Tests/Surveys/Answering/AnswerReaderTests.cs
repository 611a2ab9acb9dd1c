using RupnBot.Surveys.Answering;
using RupnBot.Surveys.Questions;

namespace RupnBot.Tests.Surveys.Answering;

public sealed class AnswerReaderTests
{
    private static readonly SurveyQuestion One = new("q", QuestionKind.One, "Avez-vous des tablettes ?")
    {
        Choices = [new("c1", "Oui, souvent"), new("c2", "Non"), new("c3", "Je ne sais pas"), new("c4", "Établissement en travaux")],
    };

    private static readonly SurveyQuestion Several = SurveyBench.Form.Questions[1];
    private static readonly SurveyQuestion Scale = SurveyBench.Form.Questions[2];
    private static readonly SurveyQuestion Number = SurveyBench.Form.Questions[3];
    private static readonly SurveyQuestion Words = SurveyBench.Form.Questions[4];

    [Theory]
    [InlineData("1", "c1")]
    [InlineData("1.", "c1")]
    [InlineData("la 2", "c2")]
    [InlineData("réponse 2", "c2")]
    [InlineData("numéro 3", "c3")]
    [InlineData("oui", "c1")]
    [InlineData("OUI !", "c1")]
    [InlineData("non", "c2")]
    [InlineData("« Non »", "c2")]
    [InlineData("je ne sais pas", "c3")]
    [InlineData("je ne sais pa", "c3")]
    [InlineData("je ne sias pas", "c3")]
    [InlineData("etablissement en travaux", "c4")]
    [InlineData("travaux", "c4")]
    public void One_choice_is_read_from_a_number_or_words(string words, string id) =>
        Assert.Equal(new Chosen([id]), AnswerReader.Read(One, words).Answer);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("1 et 2")]
    [InlineData("peut-être")]
    public void What_is_no_choice_is_said_to_be_none(string words) =>
        Assert.Equal((null, AnswerFault.UnknownChoice), (AnswerReader.Read(One, words).Answer, AnswerReader.Read(One, words).Fault));

    [Theory]
    [InlineData("1 3", "c1,c3")]
    [InlineData("3, 1", "c1,c3")]
    [InlineData("ENT et moodle", "c1,c3")]
    [InlineData("pix", "c2")]
    [InlineData("aucun", "")]
    public void Several_choices_are_read_in_the_order_of_the_question(string words, string ids) =>
        Assert.Equal(ids, string.Join(',', Assert.IsType<Chosen>(AnswerReader.Read(Several, words).Answer).Ids));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("7/10", 7)]
    [InlineData("7 sur 10", 7)]
    [InlineData("sept", 7)]
    [InlineData("Tout à fait !", 10)]
    [InlineData("pas du tout", 1)]
    public void A_place_on_a_scale_is_read(string words, int value) => Assert.Equal(new Figure(value), AnswerReader.Read(Scale, words).Answer);

    [Theory]
    [InlineData("11", AnswerFault.OutOfRange)]
    [InlineData("3/5", AnswerFault.WrongKind)]
    [InlineData("7,5", AnswerFault.NotWhole)]
    [InlineData("bof", AnswerFault.WrongKind)]
    public void What_is_not_on_the_scale_is_no_answer(string words, AnswerFault fault) => Assert.Equal(fault, AnswerReader.Read(Scale, words).Fault);

    [Theory]
    [InlineData("12", 12)]
    [InlineData("12,5", 12.5)]
    [InlineData("1 200", 1200)]
    [InlineData("1\u202f200", 1200)]
    [InlineData("environ 30", 30)]
    [InlineData("30 tablettes", 30)]
    [InlineData("douze", 12)]
    [InlineData("Aucune.", 0)]
    [InlineData("50 %", 50)]
    public void A_number_is_read_as_people_write_it(string words, double value) => Assert.Equal(new Figure((decimal)value), AnswerReader.Read(Number, words).Answer);

    [Theory]
    [InlineData("2 ou 3")]
    [InlineData("beaucoup")]
    [InlineData("99999999999999999999")]
    public void What_could_be_two_numbers_is_none(string words) => Assert.Null(AnswerReader.Read(Number, words).Answer);

    [Theory]
    [InlineData("je préfère ne pas répondre")]
    [InlineData("Ne pas répondre")]
    [InlineData("passer")]
    public void Nobody_has_to_answer(string words)
    {
        foreach (var question in SurveyBench.Form.Questions) Assert.IsType<Declined>(AnswerReader.Read(question, words).Answer);
    }

    [Fact]
    public void A_number_says_so_too_and_is_no_answer()
    {
        Assert.Equal([3, 4, 0, -1, 0], SurveyBench.Form.Questions.Select(AnswerReader.DeclineNumber));
        foreach (var question in SurveyBench.Form.Questions) Assert.IsType<Declined>(AnswerReader.Read(question, $"{AnswerReader.DeclineNumber(question)}").Answer);
        Assert.Equal(11, AnswerReader.DeclineNumber(new("q", QuestionKind.Scale, "?") { Least = -10, Greatest = 10 }));
    }

    [Theory]
    [InlineData("Sondage : pourquoi pas", "Sondage : pourquoi pas")]
    [InlineData("aide au CDI", "aide au CDI")]
    [InlineData(" deux\n\n lignes \u202E", "deux\nlignes")]
    public void Words_of_ones_own_are_kept_as_they_are(string words, string kept) => Assert.Equal(new OwnWords(kept), AnswerReader.Read(Words, words).Answer);

    [Fact]
    public void Too_many_words_are_refused_and_so_are_none()
    {
        Assert.Equal(AnswerFault.TooLong, AnswerReader.Read(Words, new string('a', SurveyLimits.Words + 1)).Fault);
        Assert.Equal(AnswerFault.Empty, AnswerReader.Read(Words, "👍").Fault);
    }

    [Fact]
    public void A_long_row_of_digits_is_read_at_once() => Assert.Null(AnswerReader.Read(Number, new string('1', 9000) + "x").Answer);
}
