using System.Text;
using System.Text.Json;

namespace RupnBot.Sources.Feeds.Cli;

/// <summary>What is printed for one input.</summary>
internal sealed record FeedReport(string File, string? Error, IReadOnlyList<ReportedEntry> Entries)
{
    public string ToJson() => JsonSerializer.Serialize(this, FeedReportJson.Line.FeedReport);

    public string ToText()
    {
        var text = new StringBuilder(File);
        if (Error is not null) return text.Append(": ").Append(Error).ToString();
        foreach (var entry in Entries)
        {
            text.Append("\n- ").Append(entry.Title ?? entry.Id ?? "?");
            foreach (var detail in new[] { entry.Published ?? entry.Updated, entry.Author, entry.Link, string.Join(", ", entry.Categories) })
                if (!string.IsNullOrEmpty(detail)) text.Append("\n  ").Append(detail);
            if (entry.Summary is { } summary) text.Append("\n  ").Append(Html.Truncation.ToTwoLines(summary));
        }
        return text.ToString();
    }
}
