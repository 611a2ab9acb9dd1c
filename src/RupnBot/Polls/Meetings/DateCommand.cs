using RupnBot.Bot.Commands;
using RupnBot.Polls.Commands;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Requests;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Polls.Meetings;

/// <summary><c>date</c>: looks for a date; everyone ticks every slot that suits.</summary>
internal sealed class DateCommand(PollOpener opener, PollTimes times, PollHours hours) : ICommand
{
    private static readonly TimeSpan LongestDefault = TimeSpan.FromDays(7);
    private static readonly TimeSpan Notice = TimeSpan.FromDays(1);
    private static readonly TimeSpan LeastNotice = TimeSpan.FromHours(1);

    public CommandInfo Info { get; } = new("date", "dates", Role.Referent, Places.Everywhere, "creneau", "creneaux", "rendez-vous") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = DateRequest.Parse(context.Line.Rest);
        if (request.Fault is { } fault) throw context.Fault(fault, ("most", PollRequestLimits.MostOfSeveral), ("length", PollRequestLimits.Question));
        var slots = new List<DateTimeOffset>();
        for (var i = 0; i < request.Slots.Count; i++)
            slots.Add(await times.ReadAsync(context, request.Slots[i], $"slot{i}", PollTimes.Meeting, needsHour: true, cancellationToken));
        if (slots.Distinct().Count() < slots.Count) throw context.Fault("Polls.Dates.Twice");
        // In the order of time, whatever order they were written in: of two as good the earlier is proposed.
        slots.Sort();
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var ends = request.EndText is { } end ? await times.ReadAsync(context, end, "end", PollTimes.End, needsHour: false, cancellationToken) : InWorkingHours(DefaultEnd(slots[0], context.Now), slots[0]);
        if (ends > slots[0]) throw context.Fault("Polls.Dates.EndsLate", ("end", hours.Text(ends, context.Texts.Culture)), ("slot", hours.Text(slots[0], context.Texts.Culture)));
        await PollCommand.RefuseTooManyAsync(context, salon, cancellationToken);
        var answers = slots.ConvertAll(slot => hours.Text(slot, context.Texts.Culture));
        var opening = new PollOpening(salon.Id, new PollRequest(request.Title, answers) { IsSeveral = true }, ends)
        {
            Dates = slots,
            Duration = request.Duration,
            Place = request.Place,
            TellRoomId = await PollCommand.TellRoomAsync(context, cancellationToken),
        };
        await opener.OpenAsync(context.Db, opening, context.Now, cancellationToken);
        if (context.IsDirect) await context.ReplyAsync(context.Texts.Format("Polls.Started", ("salon", context.NameOf(salon)), ("end", DateText.Full(ends, hours.Zone, context.Texts.Culture))), cancellationToken);
    }

    // A vote that ends at one in the night ends when people are back, if that is early enough.
    private DateTimeOffset InWorkingHours(DateTimeOffset end, DateTimeOffset earliest) => hours.ToldAt(end) is var opening && opening <= earliest - LeastNotice ? opening : end;

    // A day is left to get ready for the earliest slot, unless it is nearer than that.
    private static DateTimeOffset DefaultEnd(DateTimeOffset earliest, DateTimeOffset now)
    {
        var end = earliest - Notice > now + Notice ? earliest - Notice : now + ((earliest - now) / 2);
        return end < now + LongestDefault ? end : now + LongestDefault;
    }
}
