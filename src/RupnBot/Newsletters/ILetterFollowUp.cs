using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters;

/// <summary>A slice that knows more of how a letter was received: its lines stand below the counts that <c>suivi</c> answers. It tells nobody who read what.</summary>
public interface ILetterFollowUp
{
    /// <param name="db">The database; nothing is changed.</param>
    /// <param name="letter">Its salons are its <see cref="NewsletterDelivery"/> rows: where it is, as which event, since when.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Lines in the user's language; none when nothing is known.</returns>
    Task<IReadOnlyList<string>> LinesAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken);
}
