using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RupnBot.Bot.Messages;

namespace RupnBot.Polls.Results;

/// <summary>Results for programs: counts and never voters, in the poll's order; instants in ISO 8601.</summary>
public static class PollJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A file, never a page: accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(IEnumerable<PollReport> reports) => JsonSerializer.SerializeToUtf8Bytes(reports.Select(Of), Options);

    private static Item Of(PollReport report) => new(
        DisplayText.OneLine(report.Poll.Question),
        report.Poll.MaxSelections > 1,
        report.Opened,
        report.Closed,
        report.Tally.Voters,
        report.Members,
        report.Tally.Spoiled,
        report.Earlier?.Opened,
        [.. report.Tally.Answers.Select(answer => new Line(DisplayText.OneLine(answer.Answer.Text), answer.Votes, report.PercentOf(answer), report.Earlier?.ChangeOf(report, answer)))]);

    private sealed record Item(
        string Question, bool SeveralAnswers, DateTimeOffset Opened, DateTimeOffset? Closed, int Voters, int? Members, int Spoiled, DateTimeOffset? EarlierOpened, IReadOnlyList<Line> Answers);

    private sealed record Line(string Answer, int Votes, int Percent, int? Points);
}
