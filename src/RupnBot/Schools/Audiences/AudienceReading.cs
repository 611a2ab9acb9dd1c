namespace RupnBot.Schools.Audiences;

/// <summary>What an audience's words were read as: one of the two.</summary>
/// <param name="Audience">The audience; null when it was not understood.</param>
/// <param name="Fault">In the user's language, what was not understood and what to type instead; null when it was understood.</param>
public sealed record AudienceReading(Audience? Audience, string? Fault);
