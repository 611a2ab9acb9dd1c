using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Polls.Life;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Records;
using RupnBot.Polls.Series;

namespace RupnBot.Polls.Commands;

/// <summary><c>sondages</c>: what runs, and what comes back.</summary>
internal sealed class PollsCommand(PollHours hours, MeetingWords words) : ICommand
{
    public CommandInfo Info { get; } = new("sondages", "polls", Role.Colleague, Places.Everywhere) { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var open = (await PollChoice.CandidatesAsync(context, asReferent: false, cancellationToken)).Where(poll => poll.State == PollState.Open).ToList();
        var salons = await PollChoice.RoomsAsync(context, asReferent: false, cancellationToken);
        var series = await SeriesBook.RunningAsync(context.Db, salons, cancellationToken);
        var meetings = await CancelCommand.ComingAsync(context, salons, cancellationToken);
        if (open.Count + series.Count + meetings.Count == 0) throw context.Fault(context.IsDirect ? "Polls.NoOpenPollDirect" : "Polls.NoOpenPoll");
        var lines = open.Select(poll => texts.Format("Polls.StatusOpen", ("question", poll.Question), ("end", hours.Text(poll.EndsAt, texts.Culture))))
            .Concat(series.Select(running => SeriesText.Line(running, hours, texts)))
            .Concat(meetings.Select(words.Line));
        await context.ReplyAsync(new MessageBuilder().BulletList(lines.Select(InlineText.From)).Build(), cancellationToken);
    }
}
