using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;

namespace RupnBot.Polls.Commands;

/// <summary><c>export</c>: a CSV of counts, to the asker alone; <c>export tout</c> gives every poll of the salon, <c>export json</c> the same for programs.</summary>
internal sealed class ExportCommand(PollHours hours) : ICommand
{
    private static readonly string[] AllWords = ["tout", "tous", "toutes", "all"];

    public CommandInfo Info { get; } = new("export", "export", Role.Colleague, Places.Everywhere, "exporter", "csv") { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // A file in the salon would be a message to everybody.
        var chat = context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken) ?? throw context.Fault("Polls.ExportNeedsDirect");
        var polls = await PickAsync(context, cancellationToken);
        var reports = new List<PollReport>(polls.Count);
        foreach (var poll in polls) reports.Add(await PollCounts.ReportAsync(context.Db, poll, context.Self, cancellationToken));
        var file = Has(context, "json")
            ? new OutboxAttachment { FileName = context.Texts.Get("Polls.ExportJsonFile"), ContentType = "application/json", Bytes = PollJson.Write(reports) }
            : new OutboxAttachment { FileName = context.Texts.Get("Polls.ExportFile"), ContentType = "text/csv", Bytes = PollCsv.Write(reports, hours.Zone, context.Texts) };
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, file.Bytes.Length));
        await context.QueueAsync(new OutgoingMessage(chat.Id, content) { Attachment = file }, cancellationToken);
    }

    private static async Task<IReadOnlyList<Poll>> PickAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!Has(context, AllWords)) return [Shown(context, await ResultsCommand.PickAsync(context, cancellationToken))];
        var polls = (await PollChoice.CandidatesAsync(context, asReferent: false, cancellationToken)).Where(poll => poll.State != PollState.Withdrawn).ToList();
        return polls.Count > 0 ? polls : throw context.Fault(context.IsDirect ? "Polls.NoPollDirect" : "Polls.NoPoll");
    }

    private static bool Has(CommandContext context, params string[] words) => context.Line.Words.Any(word => words.Contains(TextFolding.Fold(word)));

    private static Poll Shown(CommandContext context, Poll poll) =>
        poll.State == PollState.Withdrawn ? throw context.Fault("Polls.Withdrawn", ("question", poll.Question)) : poll;
}
