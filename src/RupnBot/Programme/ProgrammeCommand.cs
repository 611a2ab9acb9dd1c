using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Programme;

/// <summary><c>programme</c>: all that is to come in the asker's salons, or for an editor in direct chat in all of them, by date.</summary>
internal sealed class ProgrammeCommand(ProgrammeComposer composer, CurrentWorkingTime working, Texts texts) : ICommand
{
    private const int MostLines = 30;

    public CommandInfo Info { get; } = new("programme", "agenda", Role.Referent, Places.Everywhere, "a-venir", "upcoming") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salons = await SalonsAsync(context, cancellationToken);
        var entries = await composer.EntriesAsync(context.Db, salons, context.Now, cancellationToken);
        if (entries.Count == 0) throw context.Fault("Programme.Empty");
        var title = salons switch
        {
            null => texts.Get("Programme.Everywhere"),
            [var only] => texts.Format("Programme.Salon", ("salon", context.NameOf(only))),
            _ => texts.Plural("Programme.Salons", salons.Count),
        };
        var builder = new MessageBuilder().Paragraph(title).BulletList(entries.Take(MostLines).Select(entry => InlineText.From(Line(entry))));
        if (salons is null && await composer.IsPartialAsync(context.Db, cancellationToken)) builder.Paragraph(texts.Format("Programme.Partial", ("count", ProgrammeComposer.MostSalonsAsked)));
        if (entries.Count > MostLines) builder.Paragraph(texts.Plural("Programme.More", entries.Count - MostLines));
        await context.ConfirmAsync(builder.Build(), cancellationToken);
    }

    private string Line(ProgrammeEntry entry)
    {
        var zone = working.Now.TimeZone;
        var when = entry.IsAllDay ? DateText.Day(entry.At, zone, texts.Culture, withYear: false) : DateText.WithoutYear(entry.At, zone, texts.Culture);
        var where = entry.Salon ?? texts.Plural("Programme.InSalons", entry.Salons);
        return texts.Format("Programme.Line", ("when", when), ("what", entry.Text), ("where", where));
    }

    /// <summary>Null: all of them.</summary>
    private static async Task<IReadOnlyList<Room>?> SalonsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!context.IsDirect) return [await context.SalonAsync(asReferent: true, cancellationToken)];
        if (context.Role >= Role.Editor) return null;
        var own = new List<Room>();
        foreach (var salon in await context.SharedSalonsAsync(cancellationToken))
            if (await context.Permissions.IsReferentAsync(context.Db, salon, context.Sender, cancellationToken)) own.Add(salon);
        // It says why when there is none.
        return own.Count > 0 ? own : [await context.SalonAsync(asReferent: true, cancellationToken)];
    }
}
