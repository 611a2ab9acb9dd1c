using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Polls.Commands;

/// <summary><c>sondage</c>: starts a native poll in a salon.</summary>
internal sealed class PollCommand(PollOpener opener, PollHours hours) : ICommand
{
    private const int MostOpenPolls = 20;
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromDays(7);

    /// <summary>A poll that is to end « vendredi » ends when Friday's work does, « vendredi matin » when the morning is over.</summary>
    private static readonly WhenOptions EndOptions = new() { DayTime = new TimeOnly(18, 0), Morning = new TimeOnly(12, 0), Afternoon = new TimeOnly(18, 0), MaximumDays = 180 };

    public CommandInfo Info { get; } = new("sondage", "poll", Role.Referent, Places.Everywhere, "sonder");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var reading = PollRequestParser.Parse(context.Line.Rest);
        if (reading is PollRequestFault fault)
        {
            await context.ReplyAsync(PollRequestFaultText.Render(fault, context.Texts), cancellationToken);
            return;
        }

        var request = (PollRequest)reading;
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var ends = await EndOfAsync(request, context, cancellationToken);
        if (await context.Db.Set<Poll>().CountAsync(poll => poll.SalonId == salon.Id && poll.State == PollState.Open, cancellationToken) >= MostOpenPolls)
            throw context.Fault("Polls.TooManyOpen", ("count", MostOpenPolls));
        var opening = new PollOpening(salon.Id, request, ends) { TellRoomId = await TellRoomAsync(context, cancellationToken) };
        await opener.OpenAsync(context.Db, opening, context.Now, cancellationToken);
        await ConfirmAsync(context, salon, ends, cancellationToken);
    }

    private async Task<DateTimeOffset> EndOfAsync(PollRequest request, CommandContext context, CancellationToken cancellationToken)
    {
        if (request.EndText is null) return context.Now + DefaultDuration;
        // Chosen a moment ago: what the words would mean now may have moved on.
        if (context.Choices.TryGetValue("end", out var chosen) && long.TryParse(chosen, CultureInfo.InvariantCulture, out var instant) && Instant(instant) > context.Now)
            return Instant(instant);
        var culture = context.Texts.Culture;
        switch (WhenParser.Parse(request.EndText, context.Now, hours.Zone, culture, EndOptions))
        {
            case WhenResult.Understood understood:
                return understood.Instant;
            case WhenResult.Ambiguous ambiguous:
                var options = ambiguous.Candidates.Select(candidate => new ChoiceOption(
                    candidate.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), DateText.Full(candidate, hours.Zone, culture)));
                return Instant(long.Parse(await context.ChooseAsync("end", context.Texts.Get(ambiguous.ResourceKey), [.. options], cancellationToken), CultureInfo.InvariantCulture));
            case WhenResult.Past past:
                throw context.Fault(WhenResult.Past.ResourceKey, ("instant", DateText.Full(past.Instant, hours.Zone, culture)));
            case WhenResult.NotUnderstood not:
                throw context.Fault(not.ResourceKey);
            default:
                throw new InvalidOperationException("A date was read in a way nobody foresaw.");
        }
    }

    /// <summary>In the salon the announcement says it all; a confirmation is for who asked from elsewhere, or when the result will wait.</summary>
    private async Task ConfirmAsync(CommandContext context, Room salon, DateTimeOffset ends, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var told = hours.ToldAt(ends);
        var waits = told == ends ? null : texts.Format("Polls.ResultWaits", ("told", hours.Text(told, texts.Culture)));
        if (context.IsDirect)
            await context.ReplyAsync(string.Join(' ', [texts.Format("Polls.Started", ("salon", context.NameOf(salon)), ("end", DateText.Full(ends, hours.Zone, texts.Culture))), .. Some(waits)]), cancellationToken);
        else if (waits is not null)
            await context.ConfirmAsync(waits, cancellationToken);
    }

    /// <summary>Their direct chat where there is one: trouble is told there, not in front of everybody.</summary>
    private static async Task<RoomId> TellRoomAsync(CommandContext context, CancellationToken cancellationToken) =>
        (context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken))?.Id ?? context.Room.Id;

    private static IEnumerable<string> Some(string? text) => text is null ? [] : [text];

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
