using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Sync;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Polls.Series;

namespace RupnBot.Polls.Commands;

/// <summary>
/// <c>corriger</c>: another wording for a poll that nobody has voted in: it is withdrawn and asked again, for a native poll that is edited shows its
/// old answers. With votes it stays: they were given to other words.
/// </summary>
internal sealed class CorrectCommand(PollOpener opener, PollWithdrawal withdrawal, SeriesBook series, PollTimes times, PollHours hours) : ICommand
{
    public CommandInfo Info { get; } = new("corriger", "correct", Role.Referent, Places.Everywhere, "corrige", "rectifier", "modifier") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var poll = await PickAsync(context, cancellationToken);
        await RefuseAsync(context, poll, cancellationToken);
        if (context.Line.Rest.Trim().Length == 0) throw context.Fault("Polls.Correct.How", ("poll", Written(poll, context)));
        var reading = PollRequestParser.Parse(context.Line.Rest);
        if (reading is PollRequestFault fault)
        {
            await context.ReplyAsync(PollRequestFaultText.Render(fault, context.Texts, "corriger"), cancellationToken);
            return;
        }

        var request = (PollRequest)reading;
        var ends = request.EndText is { } end ? await times.ReadAsync(context, end, "end", PollTimes.End, needsHour: false, cancellationToken) : poll.EndsAt;
        var opening = new PollOpening(poll.SalonId, request with { Threshold = request.Threshold ?? poll.Threshold }, ends) { TellRoomId = poll.TellRoomId };
        var again = await opener.OpenAsync(context.Db, opening, context.Now, cancellationToken);
        await series.CorrectAsync(context.Db, poll, again, opening, context.Now, cancellationToken);
        await withdrawal.WithdrawAsync(context.Db, poll, context.Now, cancellationToken);
        if (context.IsDirect) await context.ReplyAsync(context.Texts.Format("Polls.Correct.Done", ("question", again.Question), ("end", hours.Text(ends, context.Texts.Culture))), cancellationToken);
    }

    private static async Task<Poll> PickAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var polls = await PollChoice.CandidatesAsync(context, asReferent: true, cancellationToken);
        if (await PollChoice.RepliedToAsync(context, cancellationToken) is { } replied) return replied;
        var open = polls.Where(poll => poll is { State: PollState.Open, IsOwn: true }).ToList();
        return open.Count == 0
            ? throw context.Fault(context.IsDirect ? "Polls.NoOpenPollDirect" : "Polls.NoOpenPoll")
            : await PollChoice.OneOfAsync(context, open, number: null, cancellationToken);
    }

    private static async Task RefuseAsync(CommandContext context, Poll poll, CancellationToken cancellationToken)
    {
        if (!poll.IsOwn) throw context.Fault("Polls.Correct.NotOurs", ("question", poll.Question));
        if (poll.State != PollState.Open) throw context.Fault("Polls.AlreadyClosed", ("question", poll.Question));
        if (poll.Dates is not null) throw context.Fault("Polls.Correct.Dates", ("question", poll.Question));
        // What stands in a gap may be a vote.
        if (poll.MissedVotes || await context.Db.Set<TimelineGap>().AnyAsync(gap => gap.RoomId == poll.RoomId, cancellationToken)) throw context.Fault("Polls.Correct.Wait");
        var tally = await PollCounts.TallyAsync(context.Db, poll, end: null, cancellationToken);
        if (tally.Voters + tally.Spoiled > 0)
            throw new CommandFault(context.Texts.Plural("Polls.Correct.HasVotes", tally.Voters + tally.Spoiled, ("question", poll.Question)));
    }

    private static string Written(Poll poll, CommandContext context) =>
        string.Join(" | ", [poll.Question, .. poll.DefinitionOf().Answers.Select(answer => answer.Text), .. poll.Form == PollForm.Message ? [context.Texts.Get("Polls.Several.Setting")] : (string[])[]]);
}
