using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>Categories, subjects and tags of an entry, in their order, each once.</summary>
internal static class Categories
{
    public static IReadOnlyList<string> Read(MarkupElement entry, FeedLimits limits)
    {
        List<string>? found = null;
        foreach (var child in entry.Children)
            if (child.Name is "category" or "dc:subject" or "itunes:category" or "tags" or "itunes:keywords")
                Add(found ??= [], child, limits);
        return found ?? (IReadOnlyList<string>)[];
    }

    private static void Add(List<string> found, MarkupElement element, FeedLimits limits)
    {
        var text = Texts.Short(element, limits);
        if (element.Name is "tags" or "itunes:keywords")
        {
            foreach (var word in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(found, word, limits);
            return;
        }
        Add(found, Attribute(element, "term") ?? (element.Children.IsEmpty ? text : null) ?? Attribute(element, "label") ?? Attribute(element, "text"), limits);
        foreach (var child in element.Children)
            if (child.Name == "itunes:category") Add(found, Attribute(child, "text"), limits);
    }

    private static string? Attribute(MarkupElement element, string name) => element.Attribute(name) is { Length: > 0 } value ? value : null;

    private static void Add(List<string> found, string? word, FeedLimits limits)
    {
        if (word is null || found.Count >= limits.Values || found.Contains(word)) return;
        found.Add(word);
    }
}
