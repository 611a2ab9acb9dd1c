using RupnBot.Matrix;

namespace RupnBot.Schools.Audiences;

/// <summary>A salon of an audience.</summary>
/// <param name="RoomId">Which.</param>
/// <param name="Name">What people call it; null when it has no name.</param>
/// <param name="Members">How many are in it, the bot not counted.</param>
/// <param name="School">Whose it is; null when that was not said.</param>
public sealed record AudienceSalon(RoomId RoomId, string? Name, int Members, School? School);

/// <summary>How far an audience reaches.</summary>
/// <param name="Salons">How many salons.</param>
/// <param name="People">How many people are in them, each counted once, the bot not.</param>
public sealed record AudienceReach(int Salons, int People);
