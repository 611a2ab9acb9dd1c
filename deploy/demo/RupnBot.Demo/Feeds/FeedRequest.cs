namespace RupnBot.Demo.Feeds;

/// <summary>One request that the feed server got, and its answer.</summary>
/// <param name="At">When it came.</param>
/// <param name="PathAndQuery">What was asked for.</param>
/// <param name="IfNoneMatch">The validator sent, if any.</param>
/// <param name="IfModifiedSince">The validator sent, if any.</param>
/// <param name="Status">The answer's status.</param>
public sealed record FeedRequest(DateTimeOffset At, string PathAndQuery, string? IfNoneMatch, string? IfModifiedSince, int Status);
