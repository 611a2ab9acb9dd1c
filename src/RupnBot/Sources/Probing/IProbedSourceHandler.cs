using RupnBot.Matrix;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Sources.Probing;

/// <summary>An address given in chat, and what is to follow once it is known to be a feed.</summary>
public sealed record ProbeRequest
{
    /// <summary>Absolute, http or https: see <see cref="SourceProbe.TryReadAddress"/>.</summary>
    public required string Address { get; init; }

    /// <summary>The message that asked: one message, one probe.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Where whoever asked is told of a failure.</summary>
    public required string ReplyRoom { get; init; }

    /// <summary>The <see cref="IProbedSourceHandler.Name"/> of who continues.</summary>
    public required string Handler { get; init; }

    /// <summary>The handler's own words, mostly JSON.</summary>
    public string Payload { get; init; } = "{}";

    public RoomId ReplyRoomId => new(ReplyRoom);
}

/// <summary>
/// Continues once an address proved to be a feed, in the transaction that stores the source: makes the subscription and says so.
/// Failures are told by the probe itself.
/// </summary>
public interface IProbedSourceHandler
{
    string Name { get; }

    /// <param name="db">The transaction.</param>
    /// <param name="source">Stored, tracked, with its id.</param>
    /// <param name="request">As it was queued.</param>
    /// <param name="now">The instant of the transaction.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task ContinueAsync(BotDbContext db, Source source, ProbeRequest request, DateTimeOffset now, CancellationToken cancellationToken);
}
