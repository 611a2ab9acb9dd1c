using RupnBot.Polls.Requests;

namespace RupnBot.Tests.Polls.Requests;

public sealed class PollRequestParserTests
{
    private static readonly string[] AB = ["A", "B"];

    [Theory]
    [InlineData("Question ? | A | B")]
    [InlineData("Question ?|A|B|")]
    [InlineData("Question ? | A |  | B")]
    [InlineData("Question ?\nA\nB")]
    [InlineData("\r\nQuestion ?\r\n\r\n  A\r\nB\r\n")]
    [InlineData("Question ?\n- A\n- B")]
    [InlineData("Question ?\n* A\n• B")]
    [InlineData("Question ?\n1. A\n2. B")]
    [InlineData("Question ?\n1) A\n2) B")]
    [InlineData("Question ?\n1.A\n2.B")]
    [InlineData("Question ? | - A | - B")]
    [InlineData("Question ? ; A ; B")]
    [InlineData("Question ? A ; B")]
    [InlineData("Question ? / A / B")]
    [InlineData("Question ? A / B")]
    [InlineData("Question ? A/ B")]
    [InlineData("Question ?\nA / B")]
    [InlineData("Question ?\nA ; B")]
    [InlineData("Question ?\nA | B")]
    [InlineData("Question ? | A\n| B")]
    [InlineData("Question ? | A ; B")]
    public void A_poll_is_understood_however_it_is_written(string text) => AssertPoll(text, "Question ?", null, AB);

    [Theory]
    [InlineData("Question\u00A0? | A | B", "Question\u00A0?")]
    [InlineData("Question\u202F?\nA\nB", "Question\u202F?")]
    [InlineData("Votre avis | A | B", "Votre avis")]
    [InlineData("🤔 Prêts ? | A | B", "🤔 Prêts ?")]
    [InlineData("Votre avis ; A ; B", "Votre avis")]
    [InlineData("Votre avis / A / B", "Votre avis")]
    [InlineData("Prêts ? (une réponse) | A | B", "Prêts ? (une réponse)")]
    [InlineData("Que dire de https://example.org/a?b=c / A / B", "Que dire de https://example.org/a?b=c")]
    [InlineData("Papier et/ou écran, 1/2 ou 2/2, à 30 km/h ? | A | B", "Papier et/ou écran, 1/2 ou 2/2, à 30 km/h ?")]
    public void The_question_keeps_its_own_punctuation(string text, string question) => AssertPoll(text, question, null, AB);

    [Theory]
    [InlineData("Q ?\nA | a2\nB ; b2\nC / c2", "A | a2", "B ; b2", "C / c2")]
    [InlineData("Q ? | A ; a2 | B / b2", "A ; a2", "B / b2")]
    [InlineData("Q ? A / a2 ; B", "A / a2", "B")]
    [InlineData("Q ? et/ou / 1/2 / km/h / https://example.org/x/y", "et/ou", "1/2", "km/h", "https://example.org/x/y")]
    [InlineData("Q ? | lundi, mardi | jeudi", "lundi, mardi", "jeudi")]
    public void The_strongest_separator_wins_and_the_others_are_ordinary(string text, params string[] answers) => AssertPoll(text, "Q ?", null, answers);

    [Theory]
    [InlineData("Q ?\n2) côté cour\ncôté jardin", "2) côté cour", "côté jardin")]
    [InlineData("Q ?\n-5 °C\n-10 °C", "-5 °C", "-10 °C")]
    [InlineData("Q ?\n17.30\n18.15", "17.30", "18.15")]
    [InlineData("Q ?\n👍\n👎", "👍", "👎")]
    public void What_only_looks_like_a_list_marker_stays(string text, params string[] answers) => AssertPoll(text, "Q ?", null, answers);

    [Theory]
    [InlineData("Q ? | A | B | fin: vendredi 18h")]
    [InlineData("Q ? | A | B\nfin: vendredi 18h")]
    [InlineData("fin: vendredi 18h\nQ ? | A | B")]
    [InlineData("Q ? | fin: vendredi 18h | A | B")]
    [InlineData("Q ? | A ; B | fin: vendredi 18h")]
    [InlineData("Q ?\nA\nB\nfin: vendredi 18h")]
    [InlineData("Q ?\n- A\n- B\n- fin: vendredi 18h")]
    [InlineData("Q ?\nFIN : vendredi 18h\nA\nB")]
    [InlineData("Q ?\nClôture\u00A0: vendredi 18h\nA\nB")]
    [InlineData("Q ?\nJusqu’à: vendredi 18h\nA\nB")]
    [InlineData("Q ? A / B / fin: vendredi 18h")]
    [InlineData("Q ? A ; B ; fin:vendredi 18h")]
    public void The_end_is_a_setting_of_its_own(string text) => AssertPoll(text, "Q ?", "vendredi 18h", AB);

    [Fact]
    public void A_date_with_slashes_stays_whole() => AssertPoll("Q ? A / B / fin: 15/12 18h", "Q ?", "15/12 18h", AB);

    [Fact]
    public void Answers_that_all_look_like_settings_are_answers() =>
        AssertPoll("Quand ?\nLundi : 17 h\nMardi : 12 h\nfin: demain", "Quand ?", "demain", "Lundi : 17 h", "Mardi : 12 h");

    [Fact]
    public void A_dash_makes_an_answer_of_what_looks_like_a_setting() =>
        AssertPoll("Q ?\nA\nB\n- Autre : dites-le", "Q ?", null, "A", "B", "Autre : dites-le");

    [Fact]
    public void An_address_is_no_setting() => AssertPoll("Q ? | A | https://example.org", "Q ?", null, "A", "https://example.org");

    [Theory]
    [InlineData("Quel jour ? lundi, mardi, jeudi", "Quel jour ?", "lundi", "mardi", "jeudi")]
    [InlineData("Quel jour ?\nlundi, mardi ou jeudi", "Quel jour ?", "lundi", "mardi", "jeudi")]
    [InlineData("Quel jour, lundi, mardi", "Quel jour", "lundi", "mardi")]
    [InlineData("Combien ? 1,5 h, 2,5 h", "Combien ?", "1,5 h", "2,5 h")]
    [InlineData("On y va ? oui/non/peut-être", "On y va ?", "oui", "non", "peut-être")]
    [InlineData("Quand ? samedi ou dimanche", "Quand ?", "samedi", "dimanche")]
    public void Commas_and_tight_slashes_are_asked_about(string text, string question, params string[] answers)
    {
        var fault = Assert.IsType<PollRequestFault>(PollRequestParser.Parse(text));
        Assert.Equal(PollRequestFaultKind.SplitNeedsConfirmation, fault.Kind);
        Assert.Equal(question, fault.Proposal!.Question);
        Assert.Equal(answers, fault.Proposal.Answers);
    }

    [Fact]
    public void A_proposal_keeps_the_end() => Assert.Equal(
        "demain", Assert.IsType<PollRequestFault>(PollRequestParser.Parse("Q ? A, B\nfin: demain")).Proposal!.EndText);

    [Theory]
    [InlineData("", PollRequestFaultKind.MissingQuestion, null)]
    [InlineData(" \n ", PollRequestFaultKind.MissingQuestion, null)]
    [InlineData("| A | B", PollRequestFaultKind.MissingQuestion, null)]
    [InlineData("? | A | B", PollRequestFaultKind.QuestionWithoutWords, "?")]
    [InlineData("🤔 | A | B", PollRequestFaultKind.QuestionWithoutWords, "🤔")]
    [InlineData("❤️ ?\nA\nB", PollRequestFaultKind.QuestionWithoutWords, "❤️ ?")]
    [InlineData("fin: demain", PollRequestFaultKind.MissingQuestion, null)]
    [InlineData("Question ?", PollRequestFaultKind.MissingAnswers, null)]
    [InlineData("Question ? |", PollRequestFaultKind.MissingAnswers, null)]
    [InlineData("Question ? | | ", PollRequestFaultKind.MissingAnswers, null)]
    [InlineData("Salle A / B ?", PollRequestFaultKind.MissingAnswers, null)]
    [InlineData("Question ?\nfin: demain", PollRequestFaultKind.MissingAnswers, null)]
    [InlineData("Question ?\n-\n*", PollRequestFaultKind.MissingAnswers, null)]
    [InlineData("Question ? | A", PollRequestFaultKind.OnlyOneAnswer, "A")]
    [InlineData("Question ?\nA", PollRequestFaultKind.OnlyOneAnswer, "A")]
    [InlineData("Q ? | Été | ete", PollRequestFaultKind.DuplicateAnswer, "ete")]
    [InlineData("Q ? | a  b | A\u00A0B", PollRequestFaultKind.DuplicateAnswer, "A\u00A0B")]
    [InlineData("Q ?\nA\nB\nDurée : 3 jours", PollRequestFaultKind.UnknownKey, "Durée")]
    [InlineData("Q ? | A | B | couleur: bleu", PollRequestFaultKind.UnknownKey, "couleur")]
    [InlineData("Q ? | A | B | fin: demain | Fin: lundi", PollRequestFaultKind.RepeatedKey, "Fin")]
    [InlineData("Q ? | A | B | fin:", PollRequestFaultKind.EmptyKey, "fin")]
    public void A_fault_is_named(string text, PollRequestFaultKind kind, string? subject)
    {
        var fault = Assert.IsType<PollRequestFault>(PollRequestParser.Parse(text));
        Assert.Equal((kind, subject), (fault.Kind, fault.Subject));
    }

    [Fact]
    public void The_limits_are_kept_to_the_letter()
    {
        AssertKind(null, Poll(300, 100, 20));
        AssertKind(PollRequestFaultKind.QuestionTooLong, Poll(301, 100, 20));
        AssertKind(PollRequestFaultKind.AnswerTooLong, Poll(300, 101, 20));
        AssertKind(PollRequestFaultKind.TooManyAnswers, Poll(300, 100, 21));
        AssertKind(PollRequestFaultKind.TooLong, new string('a', 8001));
    }

    [Fact]
    public void Letters_outside_the_basic_plane_count_as_one() => AssertKind(null, $"{string.Concat(Enumerable.Repeat("𝔞", 300))} | A | B");

    [Fact]
    public void Hostile_characters_do_not_reach_the_poll() =>
        AssertPoll("Q\u202E ?\u0000 | \u200BA | B\u2066", "Q ?", null, AB);

    [Fact]
    public void Any_text_is_answered_by_a_poll_within_the_limits_or_a_fault()
    {
        var random = new Random(1);
        const string alphabet = "aé?| ;/,:\n\r-*1.)\u00A0\u202E\uD83D@finouFIN";
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            if (PollRequestParser.Parse(text) is not PollRequest poll) continue;
            Assert.InRange(poll.Answers.Count, 2, 20);
            Assert.All(poll.Answers, answer => Assert.NotEqual("", answer.Trim()));
        }
    }

    private static string Poll(int question, int answer, int answers) => string.Join(
        '\n', Enumerable.Range(1, answers).Select(i => $"{i}".PadLeft(answer, 'b')).Prepend(new string('q', question)));

    private static void AssertKind(PollRequestFaultKind? kind, string text) => Assert.Equal(kind, (PollRequestParser.Parse(text) as PollRequestFault)?.Kind);

    private static void AssertPoll(string text, string question, string? end, params string[] answers)
    {
        var poll = Assert.IsType<PollRequest>(PollRequestParser.Parse(text));
        Assert.Equal((question, end), (poll.Question, poll.EndText));
        Assert.Equal(answers, poll.Answers);
    }
}
