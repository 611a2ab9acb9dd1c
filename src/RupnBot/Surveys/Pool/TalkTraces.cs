using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Pool;

/// <summary>
/// What a conversation about a survey leaves behind: the bot's own messages in the outbox, of which the summary repeats answers, and the events
/// in the direct chat.
/// </summary>
internal static class TalkTraces
{
    private const string Prefix = "survey-talk:";

    // Of all keys, those with the prefix, by the index.
    private const string Left = "Key >= 'survey-talk:' AND Key < 'survey-talk;' AND State > 1 AND (Content <> {0} OR Ciphertext IS NOT NULL)";

    /// <summary>The key of a message that is said in the course of answering.</summary>
    public static string KeyOf(SurveyDraft draft, EventId said, int number) => $"{Prefix}{draft.Token}:{said}:{number}";

    /// <summary>Whether a message has left whose words still stand in the outbox.</summary>
    public static Task<bool> AnyAsync(BotDbContext db, CancellationToken cancellationToken) =>
        db.Set<OutboxMessage>().FromSqlRaw($"SELECT * FROM outbox WHERE {Left}", OutboxMessage.ErasedContent).AnyAsync(cancellationToken);

    /// <summary>Once a message has left, its words are of no more use here, in clear or in cipher: the bot holds the key that opens it.</summary>
    public static Task<int> EraseAsync(BotDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync($"UPDATE outbox SET Content = {{0}}, Ciphertext = NULL WHERE {Left}", [OutboxMessage.ErasedContent], cancellationToken);

    /// <summary>Redacts what was said: the bot's own messages always, theirs where the bot may.</summary>
    public static async Task RedactAsync(BotDbContext db, SurveyDraft draft, bool mayRedactOthers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = $"{Prefix}{draft.Token}:";
        var last = $"{Prefix}{draft.Token};";
        var rows = await db.Set<OutboxMessage>().FromSql($"SELECT * FROM outbox WHERE Key >= {first} AND Key < {last}").AsTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        // Nobody waits for it: answers to people, and digests, go first.
        foreach (var row in rows) await db.WithdrawAsync(row, now, cancellationToken, RequestPriority.Background);
        if (!mayRedactOthers) return;
        foreach (var said in draft.EventsOf()) db.Redact(draft.RoomId, said, now, RequestPriority.Background);
    }
}
