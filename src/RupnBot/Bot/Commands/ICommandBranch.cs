namespace RupnBot.Bot.Commands;

/// <summary>
/// Another slice's part of a command: <c>clore</c> ends polls, and surveys too. It is asked before the command's own slice, under the same rules
/// and with its rights already looked at.
/// </summary>
public interface ICommandBranch
{
    /// <summary>The French name of the command.</summary>
    string Command { get; }

    /// <returns>False when what was asked is not its own; nothing was changed then.</returns>
    Task<bool> TakeAsync(CommandContext context, CancellationToken cancellationToken);
}
