using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>What is said of a letter in direct chats. Each message names the letter by its key, so that a reply to it is about that letter.</summary>
internal static class LetterVoice
{
    private const string Prefix = "letter-said:";
    private const string Asked = ":asked";

    /// <summary>Says something of a letter, in the chat it is prepared in unless told otherwise.</summary>
    public static Task<OutboxMessage> SayAsync(BotDbContext db, Newsletter letter, MessageBody body, DateTimeOffset now, CancellationToken cancellationToken, RoomId? chat = null, int? askedFrom = null) =>
        SayAsync(db, letter, body.ToMessage(notice: true), now, cancellationToken, chat, askedFrom);

    /// <param name="askedFrom">It ends what someone is asked to agree to: the number of the message this began with.</param>
    public static Task<OutboxMessage> SayAsync(BotDbContext db, Newsletter letter, EventContent content, DateTimeOffset now, CancellationToken cancellationToken, RoomId? chat = null, int? askedFrom = null)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{letter.Id}:{letter.Said++}");
        if (askedFrom is { } first) key = string.Create(CultureInfo.InvariantCulture, $"{key}{Asked}{first}");
        return db.QueueAsync(new OutgoingMessage(chat ?? letter.ChatId, content) { Key = key }, now, cancellationToken);
    }

    /// <summary>Whether something else of the letter was asked about in the chat after this message: who answers it does not mean that.</summary>
    public static async Task<bool> IsBeforeLastAskAsync(BotDbContext db, Newsletter letter, EventId? message, RoomId chat, CancellationToken cancellationToken)
    {
        if (message is not { } id) return false;
        var start = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{letter.Id}:");
        var rows = db.Set<OutboxMessage>().Where(row => row.RoomId == chat && row.Key != null && row.Key.StartsWith(start));
        var said = await rows.Where(row => row.EventId == id).Select(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        var asked = await rows.Where(row => row.Key!.Contains(Asked)).OrderByDescending(row => row.Id).Select(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        return said is not null && asked is not null && NumberAt(said, start.Length) < NumberAt(asked, asked.IndexOf(Asked, StringComparison.Ordinal) + Asked.Length);
    }

    /// <summary>The letter a message of ours spoke of; null when it spoke of none.</summary>
    public static async Task<Newsletter?> OfAsync(BotDbContext db, EventId? message, RoomId chat, CancellationToken cancellationToken)
    {
        if (message is not { } id) return null;
        var key = await db.Set<OutboxMessage>().Where(row => row.EventId == id && row.RoomId == chat).Select(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        if (key is null || !key.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var number = key.AsSpan(Prefix.Length);
        if (number.IndexOf(':') is var end and > 0) number = number[..end];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var letter) ? await db.FindAsync<Newsletter>([letter], cancellationToken) : null;
    }

    private static int NumberAt(string key, int start)
    {
        var digits = key.AsSpan(start);
        if (digits.IndexOf(':') is var end and >= 0) digits = digits[..end];
        return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
