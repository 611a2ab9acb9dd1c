using RupnBot.Surveys.Questions;

namespace RupnBot.Tests.Surveys.Questions;

/// <summary>Answers are data: they are judged without any chat.</summary>
public sealed class AnswerRulesTests
{
    private static readonly SurveyForm Form = SurveyBench.Form;

    public static TheoryData<int, SurveyAnswer?, AnswerFault> Judged => new()
    {
        { 0, null, AnswerFault.Missing },
        { 0, new Declined(), AnswerFault.None },
        { 0, new Chosen(["c1"]), AnswerFault.None },
        { 0, new Chosen(["c1", "c2"]), AnswerFault.WrongCount },
        { 0, new Chosen([]), AnswerFault.WrongCount },
        { 0, new Chosen(["c9"]), AnswerFault.UnknownChoice },
        { 0, new Figure(1), AnswerFault.WrongKind },
        { 1, new Chosen([]), AnswerFault.None },
        { 1, new Chosen(["c1", "c1"]), AnswerFault.WrongCount },
        { 2, new Figure(10), AnswerFault.None },
        { 2, new Figure(0), AnswerFault.OutOfRange },
        { 2, new Figure(1.5m), AnswerFault.NotWhole },
        { 3, new Figure(1.5m), AnswerFault.None },
        { 3, new Figure(-1), AnswerFault.OutOfRange },
        { 3, new Figure(decimal.MaxValue), AnswerFault.OutOfRange },
        { 3, new OwnWords("trois"), AnswerFault.WrongKind },
        { 4, new OwnWords("trois"), AnswerFault.None },
        { 4, new OwnWords(" …"), AnswerFault.Empty },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void An_answer_is_judged_by_its_question(int place, SurveyAnswer? answer, AnswerFault fault) => Assert.Equal(fault, AnswerRules.FaultOf(Form.Questions[place], answer));

    [Fact]
    public void Forms_and_answers_survive_being_stored()
    {
        var form = SurveyJson.ReadForm(SurveyJson.Write(Form));
        Assert.Equal(SurveyJson.Write(Form), SurveyJson.Write(form));
        Assert.Equal((QuestionKind.Scale, 10m, "tout à fait"), (form.Questions[2].Kind, form.Questions[2].Greatest, form.Questions[2].GreatestLabel));
        SurveyAnswer[] given = [new Chosen(["c1"]), new Chosen([]), new Figure(7), new Declined(), new OwnWords("« Été »\nœuvre 😀")];
        var answers = given.Zip(Form.Questions).Aggregate(SurveyAnswers.None, (all, pair) => all.With(pair.Second, pair.First));
        var read = SurveyJson.ReadAnswers(SurveyJson.Write(answers));
        Assert.Equal(given, Form.Questions.Select(question => read.To(question)!));
    }
}
