using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Privacy;

/// <summary>What the engine itself keeps of people: memberships as the server tells them, named référents, questions under way, sent messages.</summary>
internal sealed class EngineData(Texts texts) : IPersonalData
{
    /// <summary>Sent messages and failed events are kept this long, to look into what went wrong.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>That a message was sent, and its event id, outlives its words: a poll or a digest may still have to refer to it.</summary>
    public static readonly TimeSpan TraceKept = TimeSpan.FromDays(400);

    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var salons = await db.Set<RoomMember>().CountAsync(member => member.UserId == user, cancellationToken);
        if (salons > 0) lines.Add(texts.Plural("Privacy.DataMember", salons));
        var named = await db.Set<Referent>().Where(referent => referent.UserId == user)
            .Join(db.Set<Room>(), referent => referent.RoomId, room => room.Id, (referent, room) => room.Name).ToListAsync(cancellationToken);
        if (named.Count > 0) lines.Add(texts.Format("Privacy.DataReferent", ("salons", string.Join(", ", named.Select(name => name ?? texts.Get("Bot.UnnamedSalon"))))));
        var naming = await db.Set<Referent>().CountAsync(referent => referent.NamedBy == user && referent.UserId != user, cancellationToken);
        if (naming > 0) lines.Add(texts.Plural("Privacy.DataNaming", naming));
        var invited = await db.Set<Room>().CountAsync(room => room.Inviter == user, cancellationToken);
        if (invited > 0) lines.Add(texts.Plural("Privacy.DataInviter", invited));
        var questions = await db.Set<PendingQuestion>().CountAsync(question => question.UserId == user, cancellationToken);
        if (questions > 0) lines.Add(texts.Get("Privacy.DataQuestion"));
        var answers = await AnswersTo(db, user).CountAsync(cancellationToken);
        if (answers > 0) lines.Add(texts.Plural("Privacy.DataAnswers", answers));
        return lines;
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<Referent>().Where(referent => referent.UserId == user).ExecuteDeleteAsync(cancellationToken);
        // Whom they named stays named; by whom is no longer said.
        await db.Set<Referent>().Where(referent => referent.NamedBy == user).ExecuteUpdateAsync(set => set.SetProperty(referent => referent.NamedBy, referent => referent.UserId), cancellationToken);
        await db.Set<Room>().Where(room => room.Inviter == user).ExecuteUpdateAsync(set => set.SetProperty(room => room.Inviter, (UserId?)null), cancellationToken);
        await db.Set<PendingQuestion>().Where(question => question.UserId == user).ExecuteDeleteAsync(cancellationToken);
        await EraseFilesAsync(db, AnswersTo(db, user), cancellationToken);
        await EraseAsync(AnswersTo(db, user), cancellationToken);
    }

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - Kept;
        var trace = now - TraceKept;
        await db.Set<PendingQuestion>().Where(question => question.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.Set<HandledCommand>().Where(command => command.At < old).ExecuteDeleteAsync(cancellationToken);
        await db.Set<FailedEvent>().Where(failed => failed.At < old).ExecuteDeleteAsync(cancellationToken);
        var words = Ended(db).Where(row => row.CreatedAt < old && row.Content != OutboxMessage.ErasedContent);
        await EraseFilesAsync(db, words, cancellationToken);
        await EraseAsync(words, cancellationToken);
        await Ended(db).Where(row => row.CreatedAt < trace && !db.Set<OutboxMessage>().Any(other => other.DependsOnId == row.Id && other.State < OutboxState.Sent))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<OutboxMessage> Ended(BotDbContext db) =>
        db.Set<OutboxMessage>().Where(row => row.State != OutboxState.Queued && row.State != OutboxState.Attempted);

    // What was said to this person alone, and what was noted under their name so as to be said once.
    private static IQueryable<OutboxMessage> AnswersTo(BotDbContext db, UserId user)
    {
        var named = ":" + user.Value + ":";
        var chats = db.Set<Room>().Where(room => room.IsDirect)
            .Where(room => db.Set<RoomMember>().Any(member => member.RoomId == room.Id && member.UserId == user))
            .Where(room => db.Set<RoomMember>().Count(member => member.RoomId == room.Id) <= 2).Select(room => room.Id);
        return Ended(db).Where(row => row.Content != OutboxMessage.ErasedContent && (chats.Contains(row.RoomId) || row.Key!.Contains(named)));
    }

    private static Task EraseFilesAsync(BotDbContext db, IQueryable<OutboxMessage> rows, CancellationToken cancellationToken) =>
        db.Set<OutboxAttachment>().Where(file => rows.Any(row => row.AttachmentId == file.Id)).ExecuteDeleteAsync(cancellationToken);

    // A key that names a person goes; one that says which digest or poll it was stays, so that it is still sent only once.
    private static async Task EraseAsync(IQueryable<OutboxMessage> rows, CancellationToken cancellationToken) =>
        await rows.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Key, row => EF.Functions.Like(row.Key!, "%@%") ? null : row.Key)
                .SetProperty(row => row.TellRoomId, (RoomId?)null)
                .SetProperty(row => row.AttachmentId, (long?)null)
                // The bot holds the key that opens it.
                .SetProperty(row => row.Ciphertext, (string?)null)
                .SetProperty(row => row.Content, OutboxMessage.ErasedContent),
            cancellationToken);
}
