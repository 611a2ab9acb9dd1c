using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Fetching;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Sources.Catalog;

namespace RupnBot.Almanac.Commands;

/// <summary><c>rappels https://…/film.ics</c>: reminds a salon of a calendar's dates; alone it lists them, <c>rappels fin Film annuel</c> ends one.</summary>
internal sealed class RemindersCommand(CalendarBook book, CalendarWords phrases) : ICommand
{
    private static readonly string[] EndWords = ["fin", "arreter", "arrete", "stop", "sans", "end"];

    public CommandInfo Info { get; } = new("rappels", "reminders", Role.Referent, Places.Everywhere, "rappel", "reminder", "calendrier", "film") { Theme = HelpTheme.News };

    public Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var words = context.Line.Words;
        if (words.Count == 0) return ListAsync(context, cancellationToken);
        if (EndWords.Contains(TextFolding.Fold(words[0]))) return EndAsync(context, string.Join(' ', words.Skip(1)), cancellationToken);
        return CalendarAddress.Parse(words[^1]) is { } address
            ? AddressAsync(context, address, cancellationToken)
            : NamedAsync(context, context.Line.Rest, cancellationToken);
    }

    /// <summary>Has an address read for a salon, and says so.</summary>
    public static async Task AddressAsync(CommandContext context, Uri address, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        await QueueAsync(context, salon, new SentFile("", null, null), address, cancellationToken);
        await context.ConfirmAsync(context.Texts.Format("Subscriptions.Probing", ("host", address.IdnHost)), cancellationToken);
    }

    /// <summary>Has a file read for a salon; the answer comes when it was.</summary>
    public static async Task FileAsync(CommandContext context, SentFile file, CancellationToken cancellationToken) =>
        await QueueAsync(context, await context.SalonAsync(asReferent: true, cancellationToken), file, null, cancellationToken);

    private static async Task QueueAsync(CommandContext context, Room salon, SentFile file, Uri? address, CancellationToken cancellationToken)
    {
        var chat = context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken) ?? context.Room;
        var request = new CalendarRequest
        {
            Address = address?.AbsoluteUri, Mxc = file.Mxc, Encrypted = file.Encrypted, FileName = file.FileName,
            Salon = salon.Id.Value, By = context.Sender.Value, AskedBy = context.EventId.Value, ReplyRoom = chat.Id.Value,
        };
        await request.QueueAsync(context.Db, context.Now, cancellationToken);
    }

    private async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var calendars = await CalendarBook.OfSalonAsync(context.Db, salon.Id, cancellationToken);
        var offered = await context.Db.Set<YearCalendar>().AsNoTracking().Where(row => row.IsCatalog).OrderBy(row => row.Id).Select(row => row.Name).ToListAsync(cancellationToken);
        var builder = new MessageBuilder().Paragraph(context.Texts.Format(calendars.Count == 0 ? "Almanac.None" : "Almanac.Title", ("salon", context.NameOf(salon))));
        var lines = new List<InlineText>();
        foreach (var calendar in calendars)
        {
            lines.Add(InlineText.From(phrases.Summary(calendar, null, context.Now)));
            lines.AddRange((await CalendarBook.ComingAsync(context.Db, calendar.Id, context.Now, 3, cancellationToken)).Select(date => InlineText.From(phrases.Line(date))));
        }

        builder.BulletList(lines);
        var others = offered.Except(calendars.Select(calendar => calendar.Name)).ToList();
        if (others.Count > 0) builder.Paragraph(context.Texts.Format("Almanac.Offered", ("names", string.Join(", ", others)), ("first", others[0])));
        await context.ReplyAsync(builder.Paragraph(context.Texts.Get("Almanac.HowToAdd")).Build(), cancellationToken);
    }

    /// <summary>One of the operator's list, or one that the salon has: said again with its next dates.</summary>
    private async Task NamedAsync(CommandContext context, string written, CancellationToken cancellationToken)
    {
        var wanted = Topic.Fold(written);
        var catalog = await context.Db.Set<YearCalendar>().AsTracking().Where(row => row.IsCatalog).ToListAsync(cancellationToken);
        var calendar = catalog.Find(row => Topic.Fold(row.Name) == wanted);
        if (calendar is null)
        {
            var near = NearMiss.Find(wanted, catalog.Select(row => Topic.Fold(row.Name)));
            var name = DisplayText.Shorten(DisplayText.OneLine(written), 80);
            throw near is null
                ? context.Fault("Almanac.Unknown", ("name", name))
                : context.Fault("Almanac.UnknownNear", ("name", name), ("near", catalog.First(row => Topic.Fold(row.Name) == near).Name));
        }

        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var wasThere = await context.Db.Set<CalendarSubscription>().AnyAsync(row => row.RoomId == salon.Id && row.CalendarId == calendar.Id, cancellationToken);
        if (await CalendarBook.SubscribeAsync(context.Db, salon.Id, calendar, context.Sender, context.Now, cancellationToken) is null)
            throw context.Fault("Almanac.TooMany", ("count", CalendarSubscription.MostInASalon));
        if (calendar.ExpandedOn is null && calendar.ReadAt is not null) await book.ReplaceAsync(context.Db, calendar, book.Plan(calendar.Id, calendar.EventsOf(), context.Now), context.Now, cancellationToken);
        var dates = await context.Db.Set<CalendarDate>().AsNoTracking().Where(date => date.CalendarId == calendar.Id).ToListAsync(cancellationToken);
        await context.ConfirmAsync(phrases.Done(calendar, context.NameOf(salon), dates, context.Now, wasThere), cancellationToken);
    }

    private static async Task EndAsync(CommandContext context, string written, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var calendars = await CalendarBook.OfSalonAsync(context.Db, salon.Id, cancellationToken);
        if (calendars.Count == 0) throw context.Fault("Almanac.None", ("salon", context.NameOf(salon)));
        var wanted = Topic.Fold(written);
        var named = calendars.Where(row => wanted.Length == 0 || Topic.Fold(row.Name) == wanted).ToList();
        if (named.Count == 0) throw context.Fault("Almanac.NotThere", ("list", string.Join(", ", calendars.Select(row => row.Name))));
        var ended = named[0];
        if (named.Count > 1)
        {
            var options = named.Select(row => new ChoiceOption($"{row.Id}", row.Name)).ToList();
            var chosen = await context.ChooseAsync("calendar", context.Texts.Get("Almanac.WhichEnd"), options, cancellationToken);
            ended = named.First(row => $"{row.Id}" == chosen);
        }

        await CalendarBook.EndAsync(context.Db, salon.Id, ended.Id, cancellationToken);
        await context.ConfirmAsync(context.Texts.Format("Almanac.Ended", ("name", ended.Name), ("salon", context.NameOf(salon))), cancellationToken);
    }
}
