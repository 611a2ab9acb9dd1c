using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Requests;

namespace RupnBot.Tests.Surveys.Requests;

public sealed class SurveyNotationTests
{
    private const string Whole = """
        Usages du numérique
        1. [etab] Votre établissement ?
        - Collège
        - Lycée
        2. Quels outils utilisez-vous (ENT ou autre) ? (plusieurs)
        • ENT
        • Pix
        3. À l'aise ? (échelle 1 à 5 : pas du tout, tout à fait)
        4. Combien de séances par mois (nombre 0 à 40) ?
        De quoi auriez-vous besoin ?
        fin : vendredi 18h
        Salons : Profs, Labo
        """;

    [Fact]
    public void A_list_as_one_writes_it_is_a_survey()
    {
        var request = Assert.IsType<SurveyRequest>(SurveyNotation.Parse(Whole));
        Assert.Equal(("Usages du numérique", "vendredi 18h", "Profs, Labo"), (request.Form.Title, request.EndText, request.Audience));
        Assert.Equal(
            [
                ("etab", QuestionKind.One, "Votre établissement ?"), ("quels-outils-utilisez-vous-ent-ou", QuestionKind.Several, "Quels outils utilisez-vous (ENT ou autre) ?"),
                ("a-l-aise", QuestionKind.Scale, "À l'aise ?"), ("combien-de-seances-par-mois", QuestionKind.Number, "Combien de séances par mois ?"),
                ("de-quoi-auriez-vous-besoin", QuestionKind.Words, "De quoi auriez-vous besoin ?"),
            ],
            request.Form.Questions.Select(question => (question.Id, question.Kind, question.Text)));
        Assert.Equal(["Collège", "Lycée"], request.Form.Questions[0].Choices.Select(choice => choice.Text));
        Assert.Equal((1m, 5m, "pas du tout", "tout à fait"), (request.Form.Questions[2].Least, request.Form.Questions[2].Greatest, request.Form.Questions[2].LeastLabel, request.Form.Questions[2].GreatestLabel));
        Assert.Equal((0m, 40m), (request.Form.Questions[3].Least, request.Form.Questions[3].Greatest));
    }

    [Theory]
    [InlineData("", SurveyFaultKind.MissingTitle, 1)]
    [InlineData("1. Quoi ?", SurveyFaultKind.MissingTitle, 1)]
    [InlineData("Titre", SurveyFaultKind.MissingQuestions, 1)]
    [InlineData("Titre\n- ENT", SurveyFaultKind.ChoiceWithoutQuestion, 2)]
    [InlineData("Titre\nQuoi ?\n- ENT", SurveyFaultKind.OnlyOneChoice, 3)]
    [InlineData("Titre\nQuoi ? (plusieurs)\nQui ?", SurveyFaultKind.MissingChoices, 2)]
    [InlineData("Titre\nQuoi ?\n- ENT\n\n- ent", SurveyFaultKind.DuplicateChoice, 5)]
    [InlineData("Titre\nQuoi ? (nombre)\n- ENT\n- Pix", SurveyFaultKind.ChoicesNotWanted, 2)]
    [InlineData("Titre\nQuoi ? (échele 1 à 5)", SurveyFaultKind.UnknownMarker, 2)]
    [InlineData("Titre\nQuoi ? (échelle 5 à 1)", SurveyFaultKind.BadScale, 2)]
    [InlineData("Titre\nQuoi ? (échelle 0 à 100)", SurveyFaultKind.BadScale, 2)]
    [InlineData("Titre\nQuoi ? (nombre 9 à 3)", SurveyFaultKind.BadRange, 2)]
    [InlineData("Titre\n1. [Été] Quoi ?", SurveyFaultKind.BadId, 2)]
    [InlineData("Titre\n1. [a] Quoi ?\n2. [a] Qui ?", SurveyFaultKind.DuplicateId, 3)]
    [InlineData("Titre\nfin :", SurveyFaultKind.EmptyKey, 2)]
    [InlineData("Titre\nfin : lundi\nQuoi ?\nfin : mardi", SurveyFaultKind.RepeatedKey, 4)]
    [InlineData("Titre\n1. ?!", SurveyFaultKind.MissingText, 2)]
    public void What_is_wrong_is_told_with_its_line(string text, SurveyFaultKind kind, int line)
    {
        var fault = Assert.IsType<SurveyFault>(SurveyNotation.Parse(text));
        Assert.Equal((kind, line), (fault.Kind, fault.Line));
    }

    [Fact]
    public void The_line_is_that_of_the_message() => Assert.Equal(5, Assert.IsType<SurveyFault>(SurveyNotation.Parse("Titre\n- ENT", firstLine: 4)).Line);

    [Fact]
    public void Nine_questions_wait_for_the_web_form()
    {
        var fault = Assert.IsType<SurveyFault>(SurveyNotation.Parse("Titre\n" + string.Join('\n', Enumerable.Range(1, 9).Select(i => $"{i}. Question {i} ?"))));
        Assert.Equal((SurveyFaultKind.TooManyQuestions, 10, "9"), (fault.Kind, fault.Line, fault.Subject));
    }

    [Fact]
    public void The_same_words_get_the_same_id_each_year_and_twice_in_one_survey_a_number()
    {
        var first = Assert.IsType<SurveyRequest>(SurveyNotation.Parse("Titre\nAvez-vous des tablettes ?\nAutre chose ?")).Form;
        var second = Assert.IsType<SurveyRequest>(SurveyNotation.Parse("Autre titre\nAutre chose ?\nAvez-vous des TABLETTES ?\nautre chose !")).Form;
        Assert.Equal(first.Questions[0].Id, second.Questions[1].Id);
        Assert.Equal(["autre-chose", "autre-chose-2"], [second.Questions[0].Id, second.Questions[2].Id]);
    }

    [Fact]
    public void Too_long_a_text_is_refused() => Assert.Equal(SurveyFaultKind.TooLong, Assert.IsType<SurveyFault>(SurveyNotation.Parse(new string('a', SurveyLimits.Text + 1))).Kind);
}
