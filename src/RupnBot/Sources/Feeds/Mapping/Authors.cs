using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>Who wrote an entry: Atom's persons, RSS's <c>address (name)</c>, Dublin Core's creators, several joined by commas.</summary>
internal static class Authors
{
    private static readonly string[] Names = ["author", "dc:creator", "dc:author", "itunes:author"];

    public static string? Read(MarkupElement entry, FeedLimits limits)
    {
        foreach (var name in Names)
        {
            if (Persons(entry, name, limits) is { } found) return found.Count == 1 ? found[0] : string.Join(", ", found);
        }
        // RFC 4287, 4.2.1: the source's, then the feed's.
        return entry.Child("source") is { } source ? Read(source, limits) : FromFeed(entry, limits);
    }

    private static List<string>? Persons(MarkupElement entry, string name, FeedLimits limits)
    {
        List<string>? found = null;
        foreach (var child in entry.Children)
        {
            if (child.Name != name || Person(child, limits) is not { } person || found?.Contains(person) == true) continue;
            (found ??= []).Add(person);
            if (found.Count == limits.Values) break;
        }

        return found;
    }

    private static string? FromFeed(MarkupElement entry, FeedLimits limits) =>
        entry.Name == "entry" && entry.Parent is { Name: "feed" } feed && feed.Child("author") is { } author ? Person(author, limits) : null;

    private static string? Person(MarkupElement person, FeedLimits limits)
    {
        var name = Texts.Short(person.Child("name"), limits) ?? Texts.Short(person.Child("dc:title"), limits);
        var email = Texts.Short(person.Child("email"), limits);
        if (name is null && email is null) return person.Children.IsEmpty ? Written(Texts.Short(person, limits)) : null;
        return name is null ? email : email is null ? name : $"{name} ({email})";
    }

    // RSS: "me@example.com (Name)".
    private static string? Written(string? text)
    {
        if (text is null || !text.EndsWith(')')) return text;
        var open = text.IndexOf(" (", StringComparison.Ordinal);
        if (open <= 0 || !text[..open].Contains('@') || text[..open].Contains(' ')) return text;
        return $"{text[(open + 2)..^1]} ({text[..open]})";
    }
}
