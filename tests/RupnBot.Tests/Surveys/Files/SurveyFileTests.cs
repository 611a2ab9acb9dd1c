using RupnBot.Surveys.Requests;

namespace RupnBot.Tests.Surveys.Files;

public sealed class SurveyFileTests
{
    [Theory]
    [InlineData("Usages\n1. Quoi ?\n- ENT\n- Pix", "Usages")]
    [InlineData("enquete Usages\n1. Quoi ?\n- ENT\n- Pix", "Usages")]
    [InlineData("!enquête Usages\n1. Quoi ?\n- ENT\n- Pix", "Usages")]
    [InlineData("enquete\r\nUsages\r\n1. Quoi ?\r\n- ENT\r\n- Pix", "Usages")]
    [InlineData("\n\nEnquête sur les usages\n1. Quoi ?\n- ENT\n- Pix", "Enquête sur les usages")]
    [InlineData("titre: Usages\nquestions:\n  - question: Quoi ?\n    réponses: [ENT, Pix]", "Usages")]
    public void A_text_may_hold_either_notation_with_the_commands_word_or_without(string text, string title)
    {
        var form = Assert.IsType<SurveyRequest>(SurveyFile.Read("enquete.txt", text)).Form;
        Assert.Equal((title, "Quoi ?", 2), (form.Title, form.Questions[0].Text, form.Questions[0].Choices.Count));
    }

    [Fact]
    public void What_is_called_yaml_is_read_as_yaml_alone() =>
        Assert.IsType<SurveyFault>(SurveyFile.Read("enquete.yml", "Usages\n1. Quoi ?\n- ENT\n- Pix"));

    [Theory]
    [InlineData("e.yaml", "titre: A\nquestions:\n  - question: Quoi ?\n    typ: texte", 4, SurveyFaultKind.UnknownKey)]
    [InlineData("e.yaml", "# commentaire\ntitre: A\nquestions:\n\t- question: Quoi ?", 4, SurveyFaultKind.BadYaml)]
    [InlineData("e.txt", "enquete\n\nA\n1. Quoi ?\n- ENT", 5, SurveyFaultKind.OnlyOneChoice)]
    [InlineData("e.txt", "", 1, SurveyFaultKind.MissingTitle)]
    [InlineData("e.yaml", "", 1, SurveyFaultKind.MissingTitle)]
    public void A_fault_names_the_line_of_the_file(string name, string text, int line, SurveyFaultKind kind)
    {
        var fault = Assert.IsType<SurveyFault>(SurveyFile.Read(name, text));
        Assert.Equal((line, kind), (fault.Line, fault.Kind));
    }

    [Fact]
    public void A_file_may_be_longer_than_a_message()
    {
        var remarks = string.Concat(Enumerable.Repeat("# une remarque\n", 1000));
        Assert.IsType<SurveyRequest>(SurveyFile.Read("e.yaml", remarks + "titre: A\nquestions:\n  - question: Quoi ?"));
    }

    [Theory]
    [InlineData("Enquête.YAML", true, false)]
    [InlineData("enquete.yml", true, false)]
    [InlineData("enquete.txt", false, true)]
    [InlineData("lettre.md", false, false)]
    [InlineData("yaml", false, false)]
    public void The_name_says_what_it_may_be(string name, bool isYaml, bool isText) => Assert.Equal((isYaml, isText), (SurveyFile.IsYaml(name), SurveyFile.IsText(name)));
}
