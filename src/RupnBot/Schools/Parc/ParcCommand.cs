using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Schools.Audiences;

namespace RupnBot.Schools.Parc;

/// <summary><c>parc</c>, <c>parc collèges, 86</c>: the schools with and without the bot, all of them in a file, and words to forward to those without.</summary>
internal sealed class ParcCommand(ParcText words) : ICommand
{
    private const int MostShown = 25;
    private const int MostInTheFile = 5000;

    public CommandInfo Info { get; } = new("parc", "coverage", Role.Editor, Places.Direct) { Theme = HelpTheme.Outreach, Foremost = Places.Direct };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var audience = await AudienceAsync(context, cancellationToken);
        if (!await context.Db.Set<School>().AnyAsync(cancellationToken)) throw context.Fault("Schools.NoneImported");
        var counts = await ParcSurvey.CountAsync(context.Db, audience.Among, cancellationToken);
        if (counts.Count == 0) throw context.Fault("Parc.Nothing", ("audience", AudienceText.Describe(audience, context.Texts)));
        var missing = await ParcSurvey.MissingAsync(context.Db, audience.Among, MostShown, cancellationToken);
        await context.ReplyAsync(words.Write(AudienceText.Describe(audience, context.Texts), counts, missing, context.Self.Value), cancellationToken);
        var rows = await ParcSurvey.AllAsync(context.Db, audience.Among, MostInTheFile, cancellationToken);
        var file = new OutboxAttachment { FileName = context.Texts.Get("Parc.File"), ContentType = "text/csv", Bytes = ParcCsv.Write(rows, context.Texts) };
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, file.Bytes.Length));
        await context.QueueAsync(new OutgoingMessage(context.Room.Id, content) { Attachment = file }, cancellationToken);
    }

    private static async Task<Audience> AudienceAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Line.Rest.Trim().Length == 0) return Audience.Everybody;
        var reading = AudienceParser.Parse(context.Line.Rest, await AudienceVocabulary.ReadAsync(context.Db, cancellationToken), context.Texts);
        if (reading.Audience is not { } audience) throw new CommandFault(reading.Fault!);
        // Tags, themes and names are a salon's, and here it is about those that have none.
        var isOfSchools = audience.Except.Count == 0 && audience.Among is { Tags.Count: 0, Topics.Count: 0, Salons.Count: 0 };
        return isOfSchools ? audience : throw context.Fault("Parc.OnlySchools");
    }
}
