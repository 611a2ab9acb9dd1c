using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>What a salon must have shown, judged by what a colleague reads there.</summary>
internal static class Expectations
{
    private const string PollStart = "org.matrix.msc3381.poll.start";
    private const string PollEnd = "org.matrix.msc3381.poll.end";
    private const string Text = "org.matrix.msc1767.text";

    public static IReadOnlyList<Expectation> Judge(
        IReadOnlyList<ReceivedEvent> salon, IReadOnlyList<PublishedArticle> news, Ballot ballot, string bot)
    {
        var texts = salon.Where(item => item.Sender == bot && item is { Type: "m.room.message", MessageType: "m.text", Body: not null }).ToList();
        var digests = texts.Where(item => news.Any(article => Plain.Contains(item.Body!, article.Title))).ToList();
        var announcements = texts.Where(item => Plain.Of(item.Body!).StartsWith($"Sondage : {ballot.Question}", StringComparison.Ordinal)).ToList();
        var results = texts.Where(item => Plain.Contains(item.Body!, $"Résultat : {ballot.Question}")).ToList();
        var polls = salon.Where(item => item.Sender == bot && item.Type == PollStart).ToList();
        return
        [
            new("le mot d'accueil, une fois", salon.Count(item => item.Sender == bot && item.Body?.Contains("je suis le robot", StringComparison.Ordinal) == true) == 1),
            new("un seul envoi de nouvelles", digests.Count == 1),
            .. news.Select(article => new Expectation(
                $"dans l'envoi : « {article.Title} », son lien, sa source ({article.Source})", digests.Any(digest => Shows(digest, article)))),
            new("l'annonce du sondage, une fois, qui dit que le vote n'est pas anonyme", announcements is [{ Body: { } words }] && Plain.Contains(words, "Le vote n'est pas anonyme")),
            new("un sondage avec ses trois réponses", polls is [var poll] && AnswersOf(poll).SequenceEqual(ballot.Answers)),
            new("la fin du sondage, une fois", salon.Count(item => item.Sender == bot && item.Type == PollEnd) == 1),
            new("le résultat, une fois", results.Count == 1),
            new($"« {ballot.Turnout} »", results.Any(result => Plain.Contains(result.Body!, $"{ballot.Turnout}."))),
            .. ballot.Counts.Select(count => new Expectation($"« {count} »", results.Any(result => Plain.Contains(result.Body!, count)))),
        ];
    }

    // The title is a link in the formatted body; the plain one is as readable.
    private static bool Shows(ReceivedEvent digest, PublishedArticle article) =>
        Plain.Contains(digest.Body!, article.Title)
        && digest.Body!.Contains(article.Address.ToString(), StringComparison.Ordinal)
        && Plain.Contains(digest.Body, article.Source)
        && digest.FormattedBody?.Contains($"href=\"{article.Address}\"", StringComparison.Ordinal) == true;

    private static IEnumerable<string?> AnswersOf(ReceivedEvent poll) =>
        (poll.Content[PollStart]?["answers"] as JsonArray ?? []).OfType<JsonObject>().Select(answer => (string?)answer[Text]);
}
