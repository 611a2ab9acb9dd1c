using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Requests;

namespace RupnBot.Tests.Surveys.Requests;

public sealed class SurveyYamlTests
{
    private const string Whole = """
        # Enquête annuelle
        titre: Usages du numérique
        fin: vendredi 18h
        salons: [Profs, Labo]
        questions:
          - id: etab
            question: Votre établissement ?
            réponses:
              - Collège
              - Lycée
          - question: "Quels outils : lesquels ?"
            type: plusieurs
            choix: [ENT, Pix]
          - question: À l'aise ?
            type: échelle
            de: 1
            à: 4
            libellés: [pas du tout, tout à fait]
          - question: Combien ?
            type: nombre
          - question: De quoi auriez-vous besoin ?
        """;

    [Fact]
    public void A_file_is_a_survey()
    {
        var request = Assert.IsType<SurveyRequest>(SurveyYaml.Parse(Whole));
        Assert.Equal(("Usages du numérique", "vendredi 18h", "Profs, Labo"), (request.Form.Title, request.EndText, request.Audience));
        Assert.Equal([QuestionKind.One, QuestionKind.Several, QuestionKind.Scale, QuestionKind.Number, QuestionKind.Words], request.Form.Questions.Select(question => question.Kind));
        Assert.Equal(("etab", 4m, "tout à fait"), (request.Form.Questions[0].Id, request.Form.Questions[2].Greatest, request.Form.Questions[2].GreatestLabel));
        Assert.Equal("Quels outils : lesquels ?", request.Form.Questions[1].Text);
    }

    [Fact]
    public void Pasted_into_a_message_it_is_known_for_what_it_is() =>
        Assert.Equal(5, Assert.IsType<SurveyRequest>(SurveyNotation.Parse("```yaml\n" + Whole + "\n```")).Form.Questions.Count);

    [Theory]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n    typ: texte", SurveyFaultKind.UnknownKey, 4)]
    [InlineData("titre: A\nquestions:\n  - id: x", SurveyFaultKind.MissingKey, 3)]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n    type: truc", SurveyFaultKind.BadKind, 4)]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n    type: echelle\n    de: un", SurveyFaultKind.BadNumber, 5)]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n    reponses: ENT", SurveyFaultKind.WrongShape, 4)]
    [InlineData("titre: A\nquestions: Quoi ?", SurveyFaultKind.WrongShape, 2)]
    [InlineData("titre: [A]\nquestions: []", SurveyFaultKind.WrongShape, 1)]
    [InlineData("- titre: A", SurveyFaultKind.WrongShape, 1)]
    [InlineData("titre: A\ntitre: B", SurveyFaultKind.RepeatedKey, 2)]
    [InlineData("titre: A\nquestions:\n  - question:", SurveyFaultKind.EmptyKey, 3)]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n    reponses:\n      - ENT\n      - ENT", SurveyFaultKind.DuplicateChoice, 6)]
    [InlineData("questions:\n  - question: Quoi ?", SurveyFaultKind.MissingTitle, 1)]
    [InlineData("", SurveyFaultKind.MissingTitle, 1)]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n\t  type: texte", SurveyFaultKind.BadYaml, 4)]
    [InlineData("titre: 'A\nquestions:", SurveyFaultKind.BadYaml, 1)]
    [InlineData("titre: A\nquestions:\n  - question: &a Quoi ?\n  - question: *a", SurveyFaultKind.YamlReference, 3)]
    [InlineData("titre: A\nquestions:\n  - question: !!str Quoi ?", SurveyFaultKind.YamlReference, 3)]
    [InlineData("titre: A\nquestions:\n  - question: Quoi ?\n    reponses: [[[[[[ENT]]]]]]", SurveyFaultKind.YamlTooDeep, 4)]
    [InlineData("titre: A\n---\ntitre: B", SurveyFaultKind.BadYaml, 2)]
    public void What_is_wrong_is_told_with_its_line(string text, SurveyFaultKind kind, int line)
    {
        var fault = Assert.IsType<SurveyFault>(SurveyYaml.Parse(text));
        Assert.Equal((kind, line), (fault.Kind, fault.Line));
    }

    [Fact]
    public void A_document_made_to_grow_is_refused_at_its_first_anchor()
    {
        var bomb = "titre: A\na: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\nquestions: *b";
        var fault = Assert.IsType<SurveyFault>(SurveyYaml.Parse(bomb));
        Assert.Equal((SurveyFaultKind.YamlReference, 2), (fault.Kind, fault.Line));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(20_000)]
    public void Brackets_without_end_are_refused_without_running_out_of_stack(int depth)
    {
        var fault = Assert.IsType<SurveyFault>(SurveyYaml.Parse("titre: " + new string('[', depth)));
        Assert.Contains(fault.Kind, (SurveyFaultKind[])[SurveyFaultKind.YamlTooDeep, SurveyFaultKind.BadYaml]);
    }
}
