using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RupnBot.Matrix;

namespace RupnBot.Storage;

internal sealed class RoomIdConverter() : ValueConverter<RoomId, string>(id => id.Value, text => new RoomId(text));

internal sealed class UserIdConverter() : ValueConverter<UserId, string>(id => id.Value, text => new UserId(text));

internal sealed class EventIdConverter() : ValueConverter<EventId, string>(id => id.Value, text => new EventId(text));

/// <summary>Instants are Unix milliseconds: comparing <see cref="DateTimeOffset"/> throws on SQLite.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
