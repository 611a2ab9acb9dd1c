using System.Globalization;

namespace RupnBot.Subscriptions;

/// <summary>Something one can subscribe to.</summary>
/// <param name="Kind">A source, a theme, or what is relayed.</param>
/// <param name="SourceId">The source's number; null for anything else.</param>
/// <param name="FoldedTopic">The theme as it is compared; null for anything else.</param>
/// <param name="Label">What people call it.</param>
public sealed record SubscriptionTarget(SubscriptionKind Kind, long? SourceId, string? FoldedTopic, string Label)
{
    /// <summary>See <see cref="Subscription.Target"/>.</summary>
    public string Key => this switch
    {
        { Kind: SubscriptionKind.Finds } => "finds",
        { SourceId: { } id } => string.Create(CultureInfo.InvariantCulture, $"source:{id}"),
        _ => $"topic:{FoldedTopic}",
    };

    public static SubscriptionTarget Source(long id, string name) => new(SubscriptionKind.Source, id, null, name);

    public static SubscriptionTarget Topic(string folded, string label) => new(SubscriptionKind.Topic, null, folded, label);

    public static SubscriptionTarget Finds(string label) => new(SubscriptionKind.Finds, null, null, label);
}
