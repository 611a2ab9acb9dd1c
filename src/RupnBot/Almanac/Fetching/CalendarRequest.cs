using RupnBot.Bot.Jobs;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Almanac.Fetching;

/// <summary>A calendar given in chat, to be read as a job: an address, or a file that was sent.</summary>
public sealed record CalendarRequest
{
    public const string JobKind = "read-calendar";

    /// <summary>Null for a file.</summary>
    public string? Address { get; init; }

    /// <summary>The file's <c>mxc://</c> address, when it lies there in clear.</summary>
    public string? Mxc { get; init; }

    /// <summary>JSON of the <c>file</c> of an encrypted message.</summary>
    public string? Encrypted { get; init; }

    public string FileName { get; init; } = "";

    public required string Salon { get; init; }

    public required string By { get; init; }

    /// <summary>The message that asked: one message, one answer.</summary>
    public required string AskedBy { get; init; }

    public required string ReplyRoom { get; init; }

    public RoomId SalonId => new(Salon);

    public Task QueueAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => db.QueueJobAsync(JobKind, AskedBy, this, now, cancellationToken);
}
