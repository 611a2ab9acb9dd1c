using RupnBot.Bot.Commands;
using RupnBot.Polls.Commands;

namespace RupnBot.Polls.Series;

/// <summary><c>arreter</c>: a poll that came back does so no more; a round under way goes on to its end.</summary>
internal sealed class StopCommand : ICommand
{
    public CommandInfo Info { get; } = new("arreter", "stop", Role.Referent, Places.Everywhere, "arrete", "arret") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salons = await PollChoice.RoomsAsync(context, asReferent: true, cancellationToken);
        var running = await SeriesBook.RunningAsync(context.Db, salons, cancellationToken);
        var series = await PickAsync(context, running, cancellationToken);
        SeriesBook.Stop(series);
        await context.ConfirmAsync(context.Texts.Format("Polls.Series.Stopped", ("question", series.Question)), cancellationToken);
    }

    private static async Task<PollSeries> PickAsync(CommandContext context, List<PollSeries> running, CancellationToken cancellationToken)
    {
        if (await PollChoice.RepliedToAsync(context, cancellationToken) is { } replied)
            return running.Find(series => series.Id == replied.SeriesId) ?? throw context.Fault("Polls.Series.NotRepeated", ("question", replied.Question));
        if (running.Count == 0) throw context.Fault("Polls.Series.None");
        if (PollChoice.NumberIn(context.Line.Rest) is { } number && number >= 1 && number <= running.Count) return running[number - 1];
        if (running.Count == 1) return running[0];
        var chosen = await context.ChooseAsync("series", context.Texts.Get("Polls.Series.Which"), [.. running.Select(series => new ChoiceOption($"{series.Id}", series.Question))], cancellationToken);
        return running.First(series => $"{series.Id}" == chosen);
    }
}
