using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Newsletters.Records;

namespace RupnBot.Newsletters.Talking;

/// <summary><c>lettre …</c> begins a letter with what follows; alone it says how, and shows those under way, each in a message one can reply to.</summary>
internal sealed class LetterCommand(LetterDesk desk, Texts texts) : ICommand
{
    private const int MostShown = 5;

    // A command line is cut at ten thousand characters: what may have been cut is no letter.
    private const int LongestLine = 9_900;

    public CommandInfo Info { get; } = new("lettre", "letter", Role.Editor, Places.Direct, "lettres", "newsletter", "letters", "newsletters") { Theme = HelpTheme.Outreach, Foremost = Places.Direct };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Line.Rest.Length > LongestLine) throw context.Fault("Letters.TooLong");
        if (context.Line.Rest.Length > 0)
        {
            await desk.BeginAsync(context, context.Line.Rest, cancellationToken);
            return;
        }

        var letters = await context.Db.Set<Newsletter>().AsTracking()
            .Where(letter => letter.State != NewsletterState.Cancelled && letter.State != NewsletterState.Withdrawn && letter.Plain != "")
            .OrderByDescending(letter => letter.TouchedAt).Take(MostShown).ToListAsync(cancellationToken);
        await context.ReplyAsync(texts.Get("Letters.How"), cancellationToken);
        foreach (var letter in Enumerable.Reverse(letters))
            await LetterVoice.SayAsync(
                context.Db, letter, texts.Format("Letters.FollowUp", ("title", letter.Title), ("state", texts.Get($"Letters.State.{letter.State}"))).ToBody(), context.Now, cancellationToken, context.Room.Id);
    }
}
