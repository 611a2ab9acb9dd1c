using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>What the salon must have shown, judged by what a colleague reads there.</summary>
internal static class Expectations
{
    private const string PollStart = "org.matrix.msc3381.poll.start";
    private const string PollEnd = "org.matrix.msc3381.poll.end";
    private const string Text = "org.matrix.msc1767.text";

    public static IReadOnlyList<(string What, bool IsMet)> Judge(IReadOnlyList<ReceivedEvent> salon, Play play, string bot)
    {
        var texts = salon.Where(item => item.Sender == bot && item is { Type: "m.room.message", MessageType: "m.text", Body: not null }).ToList();
        var digests = texts.Where(item => play.News.Any(article => Plain.Contains(item.Body!, article.Title))).ToList();
        var announcements = texts.Where(item => Plain.Of(item.Body!).StartsWith($"Sondage : {Play.Question}", StringComparison.Ordinal)).ToList();
        var results = texts.Where(item => Plain.Contains(item.Body!, $"Résultat : {Play.Question}")).ToList();
        var polls = salon.Where(item => item.Sender == bot && item.Type == PollStart).ToList();
        return
        [
            ("le mot d'accueil, une fois", salon.Count(item => item.Sender == bot && item.Body?.Contains("je suis le robot", StringComparison.Ordinal) == true) == 1),
            ("un seul envoi de nouvelles", digests.Count == 1),
            .. play.News.Select(article => ($"dans l'envoi : « {article.Title} », son lien, sa source ({article.Source})", digests.Any(digest => Shows(digest, article)))),
            ("l'annonce du sondage, une fois, qui dit que le vote n'est pas anonyme", announcements is [{ Body: { } words }] && Plain.Contains(words, "Le vote n'est pas anonyme")),
            ("un sondage avec ses trois réponses", polls is [var poll] && AnswersOf(poll).SequenceEqual(Play.Answers)),
            ("la fin du sondage, une fois", salon.Count(item => item.Sender == bot && item.Type == PollEnd) == 1),
            ("le résultat, une fois", results.Count == 1),
            ($"« 5 votants sur {play.Members} »", results.Any(result => Plain.Contains(result.Body!, $"5 votants sur {play.Members}."))),
            .. Counts.Select(count => ($"« {count} »", results.Any(result => Plain.Contains(result.Body!, count)))),
        ];
    }

    /// <summary>Léa and Hugo ended on Thursday, Inès voted for it in words; nobody kept Friday.</summary>
    private static IReadOnlyList<string> Counts => [$"{Play.Answers[1]} : 3 voix, 60 %", $"{Play.Answers[0]} : 2 voix, 40 %", $"{Play.Answers[2]} : 0 voix, 0 %"];

    // The title is a link in the formatted body; the plain one is as readable.
    private static bool Shows(ReceivedEvent digest, PublishedArticle article) =>
        Plain.Contains(digest.Body!, article.Title)
        && digest.Body!.Contains(article.Address.ToString(), StringComparison.Ordinal)
        && Plain.Contains(digest.Body, article.Source)
        && digest.FormattedBody?.Contains($"href=\"{article.Address}\"", StringComparison.Ordinal) == true;

    private static IEnumerable<string?> AnswersOf(ReceivedEvent poll) =>
        (poll.Content[PollStart]?["answers"] as JsonArray ?? []).OfType<JsonObject>().Select(answer => (string?)answer[Text]);
}
