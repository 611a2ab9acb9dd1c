using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;

namespace RupnBot.Newsletters;

/// <summary>What <c>statut</c> says of letters, to editors in direct chat: how far those under way have come.</summary>
internal sealed class LetterStatus : IStatusSource
{
    private const int Most = 5;

    public int Order => 40;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        if (!context.IsDirect || context.Role < Role.Editor) return [];
        var lines = new List<string>();
        var underWay = await context.Db.Set<Newsletter>()
            .Where(letter => letter.State == NewsletterState.Scheduled || letter.State == NewsletterState.Sending || letter.State == NewsletterState.Paused || letter.State == NewsletterState.Withdrawing)
            .OrderBy(letter => letter.Id).Take(Most).ToListAsync(cancellationToken);
        foreach (var letter in underWay)
        {
            var figures = await LetterFigures.OfAsync(context.Db, letter, cancellationToken);
            lines.Add(context.Texts.Format("Letters.Status", ("title", letter.Title), ("state", context.Texts.Get($"Letters.State.{letter.State}")), ("sent", figures.Sent), ("total", figures.Total)));
        }

        return lines;
    }
}
