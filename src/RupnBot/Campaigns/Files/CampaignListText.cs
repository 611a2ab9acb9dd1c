using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Requests;
using RupnBot.Localization;

namespace RupnBot.Campaigns.Files;

/// <summary>What is said of a list of people that was sent as a file.</summary>
internal sealed class CampaignListText(Texts texts)
{
    private const int MostLines = 10;

    /// <summary>Why it is not taken; null when it is.</summary>
    public MessageBody? FaultOf(PeopleReading reading)
    {
        if (reading.IsTooLong) return texts.Format("Campaigns.ListFileTooLong", ("most", PeopleList.Most), ("lines", PeopleFile.Lines)).ToBody();
        if (reading.Faults.Count > 0)
        {
            var lines = reading.Faults.Take(MostLines).Select(fault => InlineText.From(texts.Format("Campaigns.ListFault", ("line", fault.Line), ("words", fault.Words))));
            var builder = new MessageBuilder().Paragraph(texts.Plural("Campaigns.ListFaults", reading.Faults.Count)).BulletList(lines);
            if (reading.Faults.Count > MostLines) builder.Paragraph(texts.Plural("Campaigns.ListMoreFaults", reading.Faults.Count - MostLines));
            return builder.Paragraph(texts.Get("Campaigns.ListFileHow")).Build();
        }

        return reading.IsEmpty ? texts.Get("Campaigns.BadList").ToBody() : null;
    }

    public MessageBody Refused(string file, ChatFileFault fault) => (fault == ChatFileFault.TooLarge
        ? texts.Format("Campaigns.ListFileTooLarge", ("file", file), ("size", PeopleFile.Bytes / 1024))
        : texts.Format("Campaigns.ListFileUnreadable", ("file", file))).ToBody();

    /// <summary>« Liste lue : 452 personnes, 2 lignes en double. Je ne connais pas 3 adresses : lignes 4, 9, 12. »</summary>
    public MessageBody Read(int people, int repeated, IReadOnlyList<int> unknown)
    {
        var said = new List<string> { texts.Plural("Campaigns.ListRead", people) };
        if (repeated > 0) said.Add(texts.Plural("Campaigns.ListRepeated", repeated));
        if (unknown.Count > 0) said.Add(texts.Plural("Campaigns.ListUnknownLines", unknown.Count, ("lines", Lines(unknown))));
        return string.Join(' ', said).ToBody();
    }

    private static string Lines(IReadOnlyList<int> lines) => string.Join(", ", lines.Take(2 * MostLines)) + (lines.Count > 2 * MostLines ? "…" : "");
}
