using System.Globalization;

namespace RupnBot.Tests.Campaigns.Life;

/// <summary>A question of the field's survey, and what the i-th person says to it.</summary>
/// <param name="Text">As it is asked.</param>
/// <param name="Choices">Empty for a number.</param>
/// <param name="Says">The words they write.</param>
internal sealed record FieldQuestion(string Text, string[] Choices, Func<int, string> Says)
{
    public bool IsSeveral { get; init; }

    public bool IsScale { get; init; }

    public bool IsFigure => IsScale || Choices.Length == 0;
}

/// <summary>What a year's référents said, and what must be told of it: counted here from their very words, with none of the product's code.</summary>
internal sealed record FieldAnswers(IReadOnlyList<FieldQuestion> Questions)
{
    private const string Declines = "je préfère ne pas répondre";
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly string[] YesNo = ["Oui", "Non"];
    private static readonly string[] Ten = [.. Enumerable.Range(1, 10).Select(step => $"{step}")];

    public static FieldAnswers Now { get; } = new(
    [
        new("Type d'établissement ?", ["Collège", "Lycée"], i => i < 128 ? "1" : "2"),
        new("Quels outils ?", ["ENT", "Pix", "Moodle"], i => i < 50 ? "1 2" : i % 7 == 0 ? "3" : i % 11 == 0 ? "aucun" : "1") { IsSeveral = true },
        new("À l'aise ?", Ten, i => i % 20 == 5 ? Declines : $"{1 + (((i * 7) + (i / 10)) % 10)}") { IsScale = true },
        new("Combien de séances ?", [], i => i % 31 == 0 ? Declines : i % 5 == 0 ? $"{i % 9},5" : $"{i * i % 23}"),
        new("Participez-vous au pilotage ?", YesNo, i => i < 130 ? "1" : "2"),
        new("Manque d'information ?", YesNo, i => i % 13 < 3 ? "oui" : "non"),
        new("Ateliers organisés ?", YesNo, i => i % 9 == 4 ? Declines : i % 2 == 0 ? "1" : "2"),
        new("Accessibilité connue ?", YesNo, i => i % 5 == 0 ? "1" : "2"),
    ]);

    /// <summary>The same questions a year before.</summary>
    public static FieldAnswers Before { get; } = new(
    [
        .. Now.Questions.Zip(
            new Func<int, string>[]
            {
                i => i < 30 ? "1" : "2",
                i => i % 4 == 0 ? "1 2 3" : i % 4 == 1 ? "2" : "1",
                i => i == 7 ? Declines : $"{2 + (i % 6)}",
                i => i % 10 == 0 ? Declines : $"{i % 8}",
                i => i < 20 ? "1" : "2",
                i => i % 4 == 0 ? "1" : "2",
                i => i % 2 == 0 ? "1" : "2",
                i => i < 7 ? "1" : "2",
            },
            (question, says) => question with { Says = says }),
    ]);

    /// <summary>The lines of one question.</summary>
    public IEnumerable<string> Told(int number, int people)
    {
        var question = Questions[number - 1];
        var given = Given(question, people);
        var declined = people - given.Count;
        var told = $"{number}. {question.Text} {given.Count} réponses.";
        if (declined > 0) told += declined == 1 ? " 1 personne a préféré ne pas répondre." : $" {declined} personnes ont préféré ne pas répondre.";
        if (question.IsSeveral) told += " Plusieurs réponses étaient possibles : les parts peuvent dépasser 100 % ensemble.";
        yield return told;
        var counts = question.Choices.Select((choice, place) => (choice, Count: Count(question, given, place)));
        // The most given first; a scale in its own order.
        foreach (var (choice, count) in question.IsScale ? counts : counts.OrderByDescending(choice => choice.Count)) yield return $"- {choice} : {count}, soit {Share(count, given.Count)} %";
        if (question.IsFigure) yield return $"Moyenne : {Figure(Mean(given))}. Médiane : {Figure(Median(given))}.";
    }

    /// <summary>What is told of the change since the year before, a line a question.</summary>
    public static IEnumerable<string> Compared(int people, int peopleBefore) => Now.Questions.Select((question, place) =>
    {
        var given = Given(question, people);
        var before = Given(Before.Questions[place], peopleBefore);
        if (question.IsFigure)
        {
            var mean = Moved("moyenne", Mean(given), Mean(before));
            // Of a number the median too.
            return $"- {question.Text} " + (question.IsScale ? mean : $"{mean}, {Moved("médiane", Median(given), Median(before))}");
        }

        var changes = question.Choices.Select((choice, i) => (choice, Points: Share(Count(question, given, i), given.Count) - Share(Count(question, before, i), before.Count)));
        return $"- {question.Text} " + string.Join(", ", changes.OrderByDescending(change => Math.Abs(change.Points)).Select(change => Points(change.choice, change.Points)));
    });

    /// <summary>By how much the mean of a question, from 0, has moved.</summary>
    public static decimal MeanChange(int place, int people, int peopleBefore) => Mean(Given(Now.Questions[place], people)) - Mean(Given(Before.Questions[place], peopleBefore));

    private static List<string> Given(FieldQuestion question, int people) => [.. Enumerable.Range(0, people).Select(question.Says).Where(words => words != Declines)];

    private static int Count(FieldQuestion question, List<string> given, int place) =>
        given.Count(words => words.Split(' ').Any(word => word == $"{place + 1}" || string.Equals(word, question.Choices[place], StringComparison.OrdinalIgnoreCase)));

    private static int Share(int count, int people) => (int)Math.Round(100m * count / people, MidpointRounding.AwayFromZero);

    private static List<decimal> Figures(List<string> given) => given.ConvertAll(words => decimal.Parse(words, French));

    private static decimal Mean(List<string> given) => Math.Round(Figures(given).Average(), 1, MidpointRounding.AwayFromZero);

    // The value of which as many are below as above: the half-way of all values and themselves turned round.
    private static decimal Median(List<string> given)
    {
        var rising = Figures(given).Order().ToArray();
        var falling = rising.Reverse().ToArray();
        return Math.Round(rising.Zip(falling).Where(pair => pair.First >= pair.Second).Select(pair => (pair.First + pair.Second) / 2).First(), 1, MidpointRounding.AwayFromZero);
    }

    private static string Moved(string what, decimal now, decimal before) => now == before
        ? $"{what} inchangée ({Figure(now)})"
        : $"{what} {(now > before ? '+' : '\u2212')}{Figure(Math.Abs(now - before))} ({Figure(now)} après {Figure(before)})";

    private static string Points(string choice, int points) => points == 0 ? $"{choice} sans changement" : $"{choice} {(points > 0 ? '+' : '\u2212')}{Math.Abs(points)} {(Math.Abs(points) == 1 ? "point" : "points")}";

    private static string Figure(decimal value) => value.ToString("0.#", French);
}
