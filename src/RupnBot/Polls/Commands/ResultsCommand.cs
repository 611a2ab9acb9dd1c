using RupnBot.Bot.Commands;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;

namespace RupnBot.Polls.Commands;

/// <summary><c>resultats</c>: how a poll stands or ended, to who asks.</summary>
internal sealed class ResultsCommand : ICommand
{
    public CommandInfo Info { get; } = new("resultats", "results", Role.Colleague, Places.Everywhere, "resultat", "result", "depouillement");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var poll = await PickAsync(context, cancellationToken);
        if (poll.State == PollState.Withdrawn) throw context.Fault("Polls.Withdrawn", ("question", poll.Question));
        var report = await PollCounts.ReportAsync(context.Db, poll, context.Self, cancellationToken);
        await context.ReplyAsync(PollResultText.Render(report, context.Texts), cancellationToken);
    }

    /// <summary>A reply's poll; the n-th; else the one that runs, one chosen of several that run, or the latest when none does.</summary>
    internal static async Task<Poll> PickAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (await PollChoice.RepliedToAsync(context, cancellationToken) is { } replied) return replied;
        var polls = await PollChoice.CandidatesAsync(context, asReferent: false, cancellationToken);
        if (polls.Count == 0) throw context.Fault(context.IsDirect ? "Polls.NoPollDirect" : "Polls.NoPoll");
        if (PollChoice.NumberIn(context.Line.Rest) is { } number) return await PollChoice.OneOfAsync(context, polls, number, cancellationToken);
        var open = polls.Where(poll => poll.State == PollState.Open).ToList();
        return open.Count == 0 ? polls[0] : await PollChoice.OneOfAsync(context, open, number: null, cancellationToken);
    }
}
