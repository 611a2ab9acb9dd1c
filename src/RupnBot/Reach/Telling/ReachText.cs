using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Reach.Records;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Reach.Telling;

/// <summary>Figures in words.</summary>
internal sealed class ReachText(CurrentWorkingTime working, Texts texts)
{
    private const int MostTotals = 12;

    /// <summary>« lundi 23 novembre, nouvelles SRANE : lu par 21 membres sur 34 au moins, 62 % ; 3 réactions ».</summary>
    public string Line(ReachFigure figure)
    {
        var title = texts.Format(
            $"Reach.Title.{figure.Item.Kind}", ("day", DateText.Day(figure.Item.SentAt, working.Now.TimeZone, texts.Culture, withYear: false)), ("title", DisplayText.Shorten(DisplayText.OneLine(figure.Item.Title), 80)));
        if (!figure.IsShown) return texts.Format("Reach.Hidden", ("title", title), ("least", ReachItem.LeastMembers));
        var line = texts.Plural("Reach.Line", figure.Readers, ("title", title), ("members", figure.Item.Members), ("percent", figure.Percent));
        return figure.Reactions == 0 ? line : texts.Plural("Reach.WithReactions", figure.Reactions, ("line", line));
    }

    /// <summary>The last sendings of a salon.</summary>
    public MessageBody Latest(string salon, IReadOnlyList<ReachFigure> figures, bool isOn)
    {
        var builder = new MessageBuilder().Paragraph(texts.Format("Reach.Latest", ("salon", salon)));
        if (figures.Count == 0) builder.Paragraph(texts.Get("Reach.NothingYet"));
        else builder.BulletList(figures.Select(figure => InlineText.From(Line(figure))));
        builder.Paragraph(texts.Get("Reach.AtLeast"));
        return builder.Paragraph(texts.Get(isOn ? "Reach.HowOn" : "Reach.IsOff")).Build();
    }

    /// <summary>Sums by source or by theme, each with its months.</summary>
    public MessageBody Totals(string heading, IReadOnlyList<ReachTotal> totals)
    {
        var builder = new MessageBuilder().Paragraph(heading);
        if (totals.Count == 0) return builder.Paragraph(texts.Get("Reach.NothingYet")).Build();
        return builder.BulletList(totals.Take(MostTotals).Select(total => InlineText.From(Total(total)))).Paragraph(texts.Get("Reach.AtLeast")).Build();
    }

    private string Total(ReachTotal total)
    {
        var line = texts.Plural("Reach.Total", total.Count, ("name", total.Name), ("percent", total.Percent));
        return total.Months.Count < 2 ? line : texts.Format("Reach.TotalMonths", ("line", line), ("months", string.Join(", ", total.Months.Select(month => texts.Format("Reach.Month", ("month", month.Name), ("percent", month.Percent))))));
    }
}
