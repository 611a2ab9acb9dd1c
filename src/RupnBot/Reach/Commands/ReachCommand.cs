using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Reach.Receiving;
using RupnBot.Reach.Records;
using RupnBot.Reach.Telling;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Reach.Commands;

/// <summary>
/// <c>suivi</c>: whether what the bot sent to a salon was read. <c>suivi oui</c> and <c>suivi non</c> turn it on and off, <c>suivi sans moi</c> leaves the asker out;
/// <c>sources</c>, <c>themes</c>, <c>csv</c> and <c>image</c> are other views.
/// </summary>
internal sealed class ReachCommand(ReachText words, ReaderPseudonyms pseudonyms, CurrentWorkingTime working) : ICommand
{
    private const int Latest = 5;
    private const int MostSummed = 500;

    public CommandInfo Info { get; } = new("suivi", "reach", Role.Colleague, Places.Everywhere, "lecture", "lectures") { Theme = HelpTheme.News };

    public Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken) => TextFolding.Fold(context.Line.Rest).Trim('.', '!', ' ') switch
    {
        "" => LatestAsync(context, cancellationToken),
        "oui" or "on" or "yes" or "activer" => TurnAsync(context, isOn: true, cancellationToken),
        "non" or "off" or "no" or "arreter" or "stop" => TurnAsync(context, isOn: false, cancellationToken),
        "sans moi" or "without me" => CountMeAsync(context, isCounted: false, cancellationToken),
        "avec moi" or "with me" => CountMeAsync(context, isCounted: true, cancellationToken),
        "source" or "sources" or "par source" => TotalsAsync(context, "Reach.BySource", ReachTotals.BySource, cancellationToken),
        "theme" or "themes" or "par theme" or "topics" => TotalsAsync(context, "Reach.ByTopic", ReachTotals.ByTopic, cancellationToken),
        "csv" or "export" or "tableau" => CsvAsync(context, cancellationToken),
        "image" or "graphique" or "picture" or "chart" => ImageAsync(context, cancellationToken),
        _ => throw context.Fault("Reach.How"),
    };

    private static IQueryable<ReachItem> Items(CommandContext context, Room salon, int most) =>
        context.Db.Set<ReachItem>().Where(item => item.RoomId == salon.Id).OrderByDescending(item => item.SentAt).ThenByDescending(item => item.Id).Take(most);

    private static async Task TurnAsync(CommandContext context, bool isOn, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var name = ("salon", (object?)context.NameOf(salon));
        var changed = isOn ? await ReachBook.TurnOnAsync(context.Db, salon.Id, context.Now, cancellationToken) : await ReachBook.TurnOffAsync(context.Db, salon.Id, cancellationToken);
        if (!changed) throw context.Fault(isOn ? "Reach.OnAlready" : "Reach.OffAlready", name);
        // Those it is about are told, in front of all.
        var told = context.Texts.Format(isOn ? "Reach.TurnedOn" : "Reach.TurnedOff", ("least", ReachItem.LeastMembers), ("days", (int)ReachItem.Open.TotalDays)).ToBody().ToMessage(notice: false);
        await context.QueueAsync(new OutgoingMessage(salon.Id, told), cancellationToken);
        if (context.IsDirect) await context.ReplyAsync(context.Texts.Format(isOn ? "Reach.DoneOn" : "Reach.DoneOff", name), cancellationToken);
    }

    private async Task CountMeAsync(CommandContext context, bool isCounted, CancellationToken cancellationToken)
    {
        var room = await context.SalonAsync(asReferent: false, cancellationToken);
        var name = ("salon", (object?)context.NameOf(room));
        if (await ReachBook.SalonAsync(context.Db, room.Id, cancellationToken) is not { } salon) throw context.Fault("Reach.OffAlready", name);
        var reader = pseudonyms.Of(salon, context.Sender);
        if (isCounted) await context.Db.Set<ReachRefusal>().Where(refusal => refusal.RoomId == room.Id && refusal.Reader == reader).ExecuteDeleteAsync(cancellationToken);
        else await ReachBook.RefuseAsync(context.Db, room.Id, reader, cancellationToken);
        await context.ConfirmAsync(context.Texts.Format(isCounted ? "Reach.Counted" : "Reach.NotCounted", name), cancellationToken);
    }

    private async Task LatestAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var room = await context.SalonAsync(asReferent: false, cancellationToken);
        var figures = await ReachBook.FiguresAsync(context.Db, Items(context, room, Latest), cancellationToken);
        var isOn = await ReachBook.SalonAsync(context.Db, room.Id, cancellationToken) is { IsOn: true };
        if (figures.Count == 0 && !isOn) throw context.Fault("Reach.IsOffIn", ("salon", context.NameOf(room)));
        await context.ReplyAsync(words.Latest(context.NameOf(room), figures, isOn), cancellationToken);
    }

    private async Task TotalsAsync(
        CommandContext context, string heading, Func<IEnumerable<ReachFigure>, TimeZoneInfo, System.Globalization.CultureInfo, IReadOnlyList<ReachTotal>> sum, CancellationToken cancellationToken)
    {
        var room = await context.SalonAsync(asReferent: false, cancellationToken);
        var figures = await ReachBook.FiguresAsync(context.Db, Items(context, room, MostSummed), cancellationToken);
        await context.ReplyAsync(words.Totals(context.Texts.Format(heading, ("salon", context.NameOf(room))), sum(figures, working.Now.TimeZone, context.Texts.Culture)), cancellationToken);
    }

    private async Task CsvAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var chat = await ChatAsync(context, cancellationToken);
        var room = await context.SalonAsync(asReferent: false, cancellationToken);
        var figures = await ReachBook.FiguresAsync(context.Db, Items(context, room, MostSummed), cancellationToken);
        if (figures.Count == 0) throw context.Fault("Reach.NothingYet");
        var file = new OutboxAttachment { FileName = context.Texts.Get("Reach.CsvFile"), ContentType = "text/csv", Bytes = ReachCsv.Write(figures, working.Now.TimeZone, context.Texts) };
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, file.Bytes.Length));
        await context.QueueAsync(new OutgoingMessage(chat.Id, content) { Attachment = file }, cancellationToken);
    }

    private static async Task ImageAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var chat = await ChatAsync(context, cancellationToken);
        var room = await context.SalonAsync(asReferent: false, cancellationToken);
        if (!await context.Db.Set<ReachItem>().AnyAsync(item => item.RoomId == room.Id && item.Members >= ReachItem.LeastMembers, cancellationToken)) throw context.Fault("Reach.NothingYet");
        await context.Db.QueueJobAsync(ReachImageJob.JobKind, context.EventId.Value, new ReachImagePayload(room.Id.Value, context.NameOf(room), chat.Id.Value, context.EventId.Value), context.Now, cancellationToken);
    }

    // A file in the salon would be a message to everybody.
    private static async Task<Room> ChatAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken) ?? throw context.Fault("Reach.NeedsDirect");
}
