using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;
using RupnBot.Polls.Results.Charts;

namespace RupnBot.Polls.Commands;

/// <summary><c>resultats</c>: how a poll stands or ended, to who asks; <c>resultats image</c> as a picture.</summary>
internal sealed class ResultsCommand : ICommand
{
    private static readonly string[] ImageWords = ["image", "images", "graphique", "picture", "chart", "png"];

    public CommandInfo Info { get; } = new("resultats", "results", Role.Colleague, Places.Everywhere, "resultat", "result", "depouillement") { Theme = HelpTheme.Polls, Foremost = Places.Salon };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wantsImage = context.Line.Words.Any(word => ImageWords.Contains(TextFolding.Fold(word)));
        var chat = wantsImage ? await ChatAsync(context, cancellationToken) : null;
        var poll = await PickAsync(context, cancellationToken);
        if (poll.State == PollState.Withdrawn) throw context.Fault("Polls.Withdrawn", ("question", poll.Question));
        if (chat is not null)
        {
            var payload = new PollImagePayload(poll.Id, chat.Id.Value, context.EventId.Value);
            await context.Db.QueueJobAsync(PollImageJob.JobKind, context.EventId.Value, payload, context.Now, cancellationToken);
            return;
        }

        var report = await PollCounts.ReportAsync(context.Db, poll, context.Self, cancellationToken);
        await context.ReplyAsync(PollResultText.Render(report, context.Texts), cancellationToken);
    }

    /// <summary>A reply's poll; the n-th; else the one that runs, one chosen of several that run, or the latest when none does.</summary>
    internal static async Task<Poll> PickAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (await PollChoice.RepliedToAsync(context, cancellationToken) is { } replied) return replied;
        var polls = await PollChoice.CandidatesAsync(context, asReferent: false, cancellationToken);
        if (polls.Count == 0) throw context.Fault(context.IsDirect ? "Polls.NoPollDirect" : "Polls.NoPoll");
        if (context.Line.Words.Select(PollChoice.NumberIn).FirstOrDefault(number => number is not null) is { } number)
            return await PollChoice.OneOfAsync(context, polls, number, cancellationToken);
        var open = polls.Where(poll => poll.State == PollState.Open).ToList();
        return open.Count == 0 ? polls[0] : await PollChoice.OneOfAsync(context, open, number: null, cancellationToken);
    }

    // A picture in the salon is a message to everybody: only the référent sends one there.
    private static async Task<Room> ChatAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.IsDirect || await context.Permissions.IsReferentAsync(context.Db, context.Room, context.Sender, cancellationToken)) return context.Room;
        return await context.DirectChatAsync(cancellationToken) ?? throw context.Fault("Polls.Chart.NeedsDirect");
    }
}
