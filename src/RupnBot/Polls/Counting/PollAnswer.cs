namespace RupnBot.Polls.Counting;

/// <summary>One answer offered by a poll.</summary>
/// <param name="Id">What a response names; opaque, and never read for a meaning (MSC3381).</param>
/// <param name="Text">What people read.</param>
public sealed record PollAnswer(string Id, string Text);
