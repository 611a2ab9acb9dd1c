using RupnBot.Surveys.Answering;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Tests.Surveys.Answering;

/// <summary>The conversation, without anybody to converse with.</summary>
public sealed class DraftStepsTests
{
    private static readonly SurveyForm Form = SurveyBench.Form;

    [Fact]
    public void One_question_follows_the_other_to_the_summary_and_the_sending()
    {
        var replies = new List<string>();
        var step = DraftSteps.GoOn(Form, DraftCourse.Start);
        foreach (var words in new[] { "1", "1 2", "7", "3", "Plus de tablettes", "envoyer" })
        {
            replies.Add($"{step.Reply} {step.Course.Place}");
            step = DraftSteps.Next(Form, step.Course, words);
        }

        Assert.Equal(["Question 0", "Question 1", "Question 2", "Question 3", "Question 4", "Summary 4"], replies);
        Assert.Equal(DraftReply.Sent, step.Reply);
        Assert.Empty(AnswerRules.FaultsOf(Form, step.Course.Answers));
    }

    [Fact]
    public void Words_that_are_no_answer_change_nothing()
    {
        var before = Said("1");
        var step = DraftSteps.Next(Form, before.Course, "peut-être");
        Assert.Equal((DraftReply.NotAnAnswer, AnswerFault.UnknownChoice), (step.Reply, step.Fault));
        Assert.Equal(before.Course, step.Course);
    }

    [Fact]
    public void Back_shows_the_question_before_and_its_answer_replaces_the_first()
    {
        var back = Said("1", "retour");
        Assert.Equal((DraftReply.Question, 0), (back.Reply, back.Course.Place));
        var again = DraftSteps.Next(Form, back.Course, "Lycée");
        Assert.Equal((1, new Chosen(["c2"])), (again.Course.Place, again.Course.Answers.To(Form.Questions[0])));
        Assert.Equal(DraftReply.NoneBefore, Said("retour").Reply);
    }

    [Fact]
    public void An_answer_is_corrected_by_its_number_and_one_is_back_where_one_was()
    {
        var corrected = Said("1", "1 2", "7", "corriger 2", "moodle");
        Assert.Equal((DraftReply.Question, 3), (corrected.Reply, corrected.Course.Place));
        Assert.Equal(new Chosen(["c3"]), corrected.Course.Answers.To(Form.Questions[1]));
        Assert.Equal(DraftReply.NoSuchQuestion, Said("1", "corriger 4").Reply);
    }

    [Theory]
    [InlineData("corriger 3")]
    [InlineData("corriger la question 3")]
    [InlineData("3")]
    public void At_the_summary_a_number_corrects(string words)
    {
        var step = Said("1", "1 2", "7", "3", "Rien", words);
        Assert.Equal((DraftReply.Question, 2), (step.Reply, step.Course.Place));
        Assert.Equal(DraftReply.Summary, DraftSteps.Next(Form, step.Course, "8").Reply);
    }

    [Theory]
    [InlineData("1", DraftReply.Paused, DraftStage.Paused)]
    [InlineData("effacer", DraftReply.Erased, DraftStage.Paused)]
    [InlineData("3", DraftReply.Question, DraftStage.Asking)]
    [InlineData("euh", DraftReply.NotUnderstood, DraftStage.Stopping)]
    public void Who_stops_is_asked_what_becomes_of_the_answers(string words, DraftReply reply, DraftStage stage)
    {
        var stopping = Said("1", "arrêter");
        Assert.Equal(DraftReply.WhetherToStop, stopping.Reply);
        var step = DraftSteps.Next(Form, stopping.Course, words);
        Assert.Equal((reply, stage), (step.Reply, step.Course.Stage));
        if (reply != DraftReply.Erased) Assert.NotNull(step.Course.Answers.To(Form.Questions[0]));
    }

    [Fact]
    public void Nothing_is_sent_before_all_is_answered_or_declined()
    {
        Assert.Equal(DraftReply.NotAllAnswered, Said("1", "envoyer").Reply);
        Assert.Equal(DraftReply.Summary, Said("3", "4", "0", "-1", "0").Reply);
    }

    [Theory]
    [InlineData("aide")]
    [InlineData("?")]
    public void Help_is_not_taken_for_an_answer(string words) => Assert.Equal(DraftReply.Help, Said("1", "1", "7", "3", words).Reply);

    [Theory]
    [InlineData("aide au CDI")]
    [InlineData("Arrêter les pannes")]
    [InlineData("sondage plus court")]
    public void More_than_a_reserved_word_is_an_answer(string words) => Assert.Equal(DraftReply.Summary, Said("1", "1", "7", "3", words).Reply);

    private static DraftStep Said(params string[] words)
    {
        var step = DraftSteps.GoOn(Form, DraftCourse.Start);
        foreach (var said in words) step = DraftSteps.Next(Form, step.Course, said);
        return step;
    }
}
