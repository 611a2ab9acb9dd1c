using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RupnBot.Matrix;

namespace RupnBot.Storage;

// EF Core asks what the empty text stands for: it is the value of a key that was not set.
internal sealed class RoomIdConverter() : ValueConverter<RoomId, string>(id => id.Value, text => text.Length == 0 ? default : new RoomId(text));

internal sealed class UserIdConverter() : ValueConverter<UserId, string>(id => id.Value, text => text.Length == 0 ? default : new UserId(text));

internal sealed class EventIdConverter() : ValueConverter<EventId, string>(id => id.Value, text => text.Length == 0 ? default : new EventId(text));

/// <summary>Instants are Unix milliseconds: comparing <see cref="DateTimeOffset"/> throws on SQLite.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
