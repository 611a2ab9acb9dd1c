namespace RupnBot.Demo.Story;

/// <summary>Something a salon must show.</summary>
/// <param name="What">In words.</param>
/// <param name="IsMet">Whether it does.</param>
internal sealed record Expectation(string What, bool IsMet);
