using System.Text.Json;
using RupnBot.Almanac.Fetching;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;

namespace RupnBot.Almanac.Commands;

/// <summary>A calendar's file sent in direct chat: its dates are for the salon of which the sender is référent, the one chosen of several.</summary>
internal sealed class CalendarFileConversation : IConversation
{
    // After whatever waits for a file; before free words that may begin something.
    public int Order => 80;

    public Role Role => Role.Colleague;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (SentFile.Of(said.Message) is not { } file) return false;
        if (context.HasChangedIdentity) throw context.Fault("Bot.IdentityChanged", ("user", context.Sender));
        var usable = new List<Room>();
        foreach (var salon in await context.SharedSalonsAsync(cancellationToken))
            if (await context.Permissions.IsReferentAsync(context.Db, salon, context.Sender, cancellationToken)) usable.Add(salon);
        if (usable.Count > 1) await AskAsync(context, file, usable, cancellationToken);
        // With one salon or none, what there is to say is said by the choice of the salon itself.
        else await RemindersCommand.FileAsync(context, file, cancellationToken);
        return true;
    }

    // The question is the command's: its answer brings the file back, which the words of a message could not.
    private static async Task AskAsync(CommandContext context, SentFile file, List<Room> salons, CancellationToken cancellationToken)
    {
        var options = await context.SalonOptionsAsync(salons, cancellationToken);
        if (await context.Db.FindAsync<PendingQuestion>([context.Room.Id, context.Sender], cancellationToken) is { } earlier) context.Db.Remove(earlier);
        await context.Db.SaveChangesAsync(cancellationToken);
        context.Db.Add(new PendingQuestion
        {
            RoomId = context.Room.Id,
            UserId = context.Sender,
            Word = "rappels",
            Rest = "",
            Slot = "salon",
            Choices = JsonSerializer.Serialize(new Dictionary<string, string> { [RemindersCommand.FileChoice] = JsonSerializer.Serialize(file) }),
            Options = JsonSerializer.Serialize(options),
            ExpiresAt = context.Now + PendingQuestion.Patience,
        });
        await context.ReplyAsync(QuestionBody.Of(context.Texts.Get("Almanac.WhichSalon"), options, context.Texts), cancellationToken);
    }
}
