using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Schools.Parc;

/// <summary>The counts in words, a line a department; pure.</summary>
internal sealed class ParcText(SchoolText words, Texts texts)
{
    /// <summary>One academy has fewer departments.</summary>
    private const int MostDepartments = 20;

    public MessageBody Write(string audience, IReadOnlyList<ParcCount> counts, IReadOnlyList<School> missing, string robot)
    {
        var (all, with) = (counts.Sum(count => count.All), counts.Sum(count => count.With));
        var builder = new MessageBuilder()
            .Heading(texts.Format("Parc.Title", ("audience", audience)))
            .Paragraph(texts.Plural("Parc.Whole", with, ("all", all), ("share", Share(with, all))));
        var departments = counts.GroupBy(count => count.Department).ToList();
        builder.BulletList(departments.Take(MostDepartments).Select(Line));
        if (departments.Count > MostDepartments) builder.Paragraph(texts.Format("Parc.MoreDepartments", ("count", departments.Count - MostDepartments)));
        if (missing.Count > 0)
        {
            builder.Paragraph(missing.Count == all - with ? texts.Get("Parc.Missing") : texts.Format("Parc.MissingFirst", ("shown", missing.Count), ("count", all - with)));
            builder.BulletList(missing.Select(school => InlineText.From(words.Line(school))));
        }

        return builder.Paragraph(texts.Get("Parc.Forward")).Paragraph(texts.Format("Parc.Invitation", ("robot", robot))).Build();
    }

    private InlineText Line(IGrouping<string, ParcCount> department)
    {
        var kinds = department.Select(count => texts.Format("Parc.Kind", ("kind", texts.Get($"Schools.Kinds.{count.Kind}")), ("with", count.With), ("all", count.All)));
        return InlineText.From(texts.Format(
            "Parc.Department",
            ("name", Departments.NameOf(department.Key)),
            ("code", department.Key),
            ("with", department.Sum(count => count.With)),
            ("all", department.Sum(count => count.All)),
            ("kinds", string.Join(", ", kinds))));
    }

    private string Share(int part, int all) => (all == 0 ? 0 : Math.Round(100m * part / all, MidpointRounding.AwayFromZero)).ToString("0", texts.Culture);
}
