using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Polls.Series;
using RupnBot.Polls.Templates;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Polls.Commands;

/// <summary><c>sondage</c>: starts a poll in a salon, perhaps from a template, perhaps one that comes back.</summary>
internal sealed class PollCommand(PollOpener opener, SeriesBook series, TemplateBook templates, PollTimes times, PollHours hours) : ICommand
{
    private const int MostOpenPolls = 20;
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromDays(7);

    public CommandInfo Info { get; } = new("sondage", "poll", Role.Referent, Places.Everywhere, "sonder") { Theme = HelpTheme.Polls, Foremost = Places.Everywhere };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var reading = PollRequestParser.Parse(await templates.ExpandAsync(context, context.Line.Rest, cancellationToken));
        if (reading is PollRequestFault { Kind: PollRequestFaultKind.SplitNeedsConfirmation, Proposal: { } proposal }) reading = await MeantAsync(context, proposal, cancellationToken);
        if (reading is PollRequestFault fault)
        {
            await context.ReplyAsync(PollRequestFaultText.Render(fault, context.Texts), cancellationToken);
            return;
        }

        var request = (PollRequest)reading;
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var ends = request.EndText is { } end ? await times.ReadAsync(context, end, "end", PollTimes.End, needsHour: false, cancellationToken) : context.Now + DefaultDuration;
        if (request.Repeat is { } rhythm && ends - context.Now > SeriesCalendar.LongestRound(rhythm))
            throw context.Fault("Polls.Series.TooLong", ("days", (int)SeriesCalendar.LongestRound(rhythm).TotalDays));
        await RefuseTooManyAsync(context, salon, cancellationToken);
        var opening = new PollOpening(salon.Id, request, ends) { TellRoomId = await TellRoomAsync(context, cancellationToken) };
        var poll = await opener.OpenAsync(context.Db, opening, context.Now, cancellationToken);
        var repeated = request.Repeat is null ? null : await series.StartAsync(context.Db, poll, opening, context.Now, cancellationToken);
        await ConfirmAsync(context, salon, ends, repeated, cancellationToken);
    }

    /// <summary>Commas and « ou » may be part of an answer: the poll they make is shown, and started when it is the one.</summary>
    private static async Task<PollRequest> MeantAsync(CommandContext context, PollRequest proposal, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var chosen = await context.ChooseAsync(
            "split", texts.Format("Polls.Split.Question", ("poll", PollRequestFaultText.Written(proposal, texts))),
            [new ChoiceOption("yes", texts.Get("Polls.Split.Yes")), new ChoiceOption("no", texts.Get("Polls.Split.No"))], cancellationToken);
        return chosen == "yes" ? proposal : throw context.Fault("Polls.Split.Unchanged");
    }

    public static async Task RefuseTooManyAsync(CommandContext context, Room salon, CancellationToken cancellationToken)
    {
        if (await context.Db.Set<Poll>().CountAsync(poll => poll.SalonId == salon.Id && poll.State == PollState.Open, cancellationToken) >= MostOpenPolls)
            throw context.Fault("Polls.TooManyOpen", ("count", MostOpenPolls));
    }

    /// <summary>Their direct chat where there is one: trouble is told there, not in front of everybody.</summary>
    public static async Task<RoomId> TellRoomAsync(CommandContext context, CancellationToken cancellationToken) =>
        (context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken))?.Id ?? context.Room.Id;

    /// <summary>In the salon the announcement says it all; a confirmation is for who asked from elsewhere, when the result will wait, or when it comes back.</summary>
    private async Task ConfirmAsync(CommandContext context, Room salon, DateTimeOffset ends, PollSeries? repeated, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var told = hours.ToldAt(ends);
        var said = new List<string>();
        if (context.IsDirect) said.Add(texts.Format("Polls.Started", ("salon", context.NameOf(salon)), ("end", DateText.Full(ends, hours.Zone, texts.Culture))));
        if (told != ends) said.Add(texts.Format("Polls.ResultWaits", ("told", hours.Text(told, texts.Culture))));
        if (repeated is not null) said.Add(SeriesText.Started(repeated, hours, texts));
        if (said.Count == 0) return;
        if (context.IsDirect) await context.ReplyAsync(string.Join(' ', said), cancellationToken);
        else await context.ConfirmAsync(string.Join(' ', said), cancellationToken);
    }
}
