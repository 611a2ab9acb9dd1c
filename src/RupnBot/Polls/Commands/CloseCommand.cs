using RupnBot.Bot.Commands;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Commands;

/// <summary><c>clore</c>: ends a poll of ours before its time.</summary>
internal sealed class CloseCommand(PollCloser closer, PollHours hours) : ICommand
{
    public CommandInfo Info { get; } = new("clore", "close", Role.Referent, Places.Everywhere, "cloturer", "fermer", "terminer") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var polls = await PollChoice.CandidatesAsync(context, asReferent: true, cancellationToken);
        var poll = await PollChoice.RepliedToAsync(context, cancellationToken);
        if (poll is null)
        {
            var open = polls.Where(candidate => candidate.State == PollState.Open).ToList();
            if (open.Count == 0) throw context.Fault(context.IsDirect ? "Polls.NoOpenPollDirect" : "Polls.NoOpenPoll");
            poll = await PollChoice.OneOfAsync(context, open, PollChoice.NumberIn(context.Line.Rest), cancellationToken);
        }

        if (poll.State != PollState.Open) throw context.Fault("Polls.AlreadyClosed", ("question", poll.Question));
        if (!poll.IsOwn) throw context.Fault("Polls.CloseNotOurs", ("question", poll.Question));
        await closer.CloseAsync(context.Db, poll, context.Now, cancellationToken);
        var told = hours.ToldAt(context.Now);
        await context.ConfirmAsync(
            told == context.Now
                ? context.Texts.Format("Polls.Closed", ("question", poll.Question))
                : context.Texts.Format("Polls.ClosedWaits", ("question", poll.Question), ("told", hours.Text(told, context.Texts.Culture))),
            cancellationToken);
    }
}
