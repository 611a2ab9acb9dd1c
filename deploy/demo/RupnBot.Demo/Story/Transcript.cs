using System.Globalization;
using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>A room as one reads it: who said, voted or joined, at what hour.</summary>
internal sealed class Transcript(IReadOnlyDictionary<string, string> names, TimeZoneInfo zone)
{
    private const string PollStart = "org.matrix.msc3381.poll.start";
    private const string PollResponse = "org.matrix.msc3381.poll.response";
    private const string PollEnd = "org.matrix.msc3381.poll.end";
    private const string Text = "org.matrix.msc1767.text";
    private const string Indent = "             ";

    public string Write(IReadOnlyList<ReceivedEvent> events)
    {
        var answers = events.Where(item => item.Type == PollStart).SelectMany(AnswersOf).DistinctBy(answer => answer.Id).ToDictionary(answer => answer.Id, answer => answer.Text);
        return string.Join('\n', events.Select(item => Line(item, answers)).OfType<string>());
    }

    private string? Line(ReceivedEvent item, Dictionary<string, string> answers) => item.Type switch
    {
        "m.room.message" when item.Body is { } body => Said(item, item.RelationType == "m.replace" ? $"(modifié) {body}" : body),
        "m.room.member" when (string?)item.Content["membership"] == "join" => Said(item, "(entre dans le salon)"),
        PollStart => Said(item, $"[sondage] {(string?)item.Content[PollStart]?["question"]?[Text]}\n{string.Join('\n', AnswersOf(item).Select(answer => $"  ( ) {answer.Text}"))}"),
        PollResponse => Said(item, $"[vote] {Chosen(item, answers)}"),
        PollEnd => Said(item, "[fin du sondage]"),
        _ => null,
    };

    private string Said(ReceivedEvent item, string text)
    {
        var at = TimeZoneInfo.ConvertTime(item.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return $"  {at}  {names.GetValueOrDefault(item.Sender, item.Sender)} : {text.ReplaceLineEndings("\n" + Indent)}";
    }

    private static string Chosen(ReceivedEvent item, Dictionary<string, string> answers)
    {
        var ids = (item.Content[PollResponse]?["answers"] as JsonArray ?? []).Select(id => (string?)id ?? "");
        return string.Join(", ", ids.Select(id => answers.GetValueOrDefault(id, id)));
    }

    private static IEnumerable<(string Id, string Text)> AnswersOf(ReceivedEvent poll) =>
        (poll.Content[PollStart]?["answers"] as JsonArray ?? []).OfType<JsonObject>().Select(answer => ((string)answer["id"]!, (string)answer[Text]!));
}
