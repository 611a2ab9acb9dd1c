using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;

namespace RupnBot.Bot;

/// <summary>A slice's part of what <c>statut</c> answers.</summary>
public interface IStatusSource
{
    /// <summary>Lines are shown by this order, least first.</summary>
    int Order { get; }

    /// <param name="context">Who asks and where.</param>
    /// <param name="salon">The salon asked about; null in a direct chat without a shared salon.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken);
}
