using System.Text.Json;

namespace RupnBot.Polls.Records;

/// <summary>The instants that the answers of a date poll stand for, between a list and its column.</summary>
internal static class PollDates
{
    public static string? Write(IReadOnlyList<DateTimeOffset> dates) => dates.Count == 0 ? null : JsonSerializer.Serialize(dates.Select(date => date.ToUnixTimeMilliseconds()));

    /// <summary>One for each answer, in the same order; empty for other polls.</summary>
    public static IReadOnlyList<DateTimeOffset> DatesOf(this Poll poll) =>
        poll.Dates is null ? [] : [.. (JsonSerializer.Deserialize<List<long>>(poll.Dates) ?? []).Select(DateTimeOffset.FromUnixTimeMilliseconds)];
}
