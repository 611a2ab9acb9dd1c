using System.Text;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>The decoded document, its limits, and what its internal DTD declared.</summary>
internal sealed class MarkupSource(string text, FeedLimits limits)
{
    public string Text { get; } = text;
    public FeedLimits Limits { get; } = limits;

    /// <summary>Where texts are put together, one after the other.</summary>
    public StringBuilder Scratch { get; } = new();

    /// <summary>Entities with a short, flat value (see <see cref="Doctype"/>); anything else of a DTD is ignored.</summary>
    public IReadOnlyDictionary<string, string> Entities { get; set; } = new Dictionary<string, string>();
}
