using RupnBot.Almanac.Fetching;
using RupnBot.Bot.Commands;

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
        await RemindersCommand.FileAsync(context, file, cancellationToken);
        return true;
    }
}
