namespace RupnBot.Sources.Feeds.Reading;

/// <summary>
/// Names without namespaces' accidents: the module a prefix means in this document, whatever the prefix is;
/// the conventional meaning of a prefix that nobody declared, or declared with an odd address.
/// </summary>
internal sealed class ElementNames
{
    private readonly Dictionary<string, string> prefixes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> resolved = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> resolvedBySpan;

    public ElementNames() => resolvedBySpan = resolved.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="tag">The whole start tag.</param>
    /// <param name="parent">The element it stands in.</param>
    /// <param name="defaultModule">The module of unprefixed names from here on.</param>
    public string Resolve(ReadOnlySpan<char> tag, MarkupElement? parent, out string defaultModule)
    {
        defaultModule = parent?.DefaultModule ?? "";
        if (tag.Contains('=') && tag.Contains("xmlns", StringComparison.OrdinalIgnoreCase)) Declare(tag, ref defaultModule);
        var written = TagName.Of(tag);
        if (!resolvedBySpan.TryGetValue(written, out var name))
        {
            name = Canonical(written);
            // Hostile documents may use a new name for every element.
            if (resolved.Count < 1_000) resolvedBySpan[written] = name;
        }
        return defaultModule.Length == 0 || name.Contains(':') ? name : $"{defaultModule}:{name}";
    }

    /// <summary>An end tag and a start tag have the same name as written, but for case.</summary>
    public static bool SameTag(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        TagName.Of(one).Equals(TagName.Of(other), StringComparison.OrdinalIgnoreCase);

    private string Canonical(ReadOnlySpan<char> written)
    {
        var colon = written.IndexOf(':');
        if (colon < 0) return written.ToString().ToLowerInvariant();
        var prefix = written[..colon].ToString().ToLowerInvariant();
        var local = written[(colon + 1)..].ToString().ToLowerInvariant();
        var module = prefixes.TryGetValue(prefix, out var declared) ? declared : Modules.OfPrefix(prefix);
        return module.Length == 0 ? local : $"{module}:{local}";
    }

    private void Declare(ReadOnlySpan<char> tag, ref string defaultModule)
    {
        var rest = tag;
        for (var count = 0; count < 64 && TagAttributes.Next(ref rest, out var name, out var value); count++)
        {
            if (name.Equals("xmlns", StringComparison.OrdinalIgnoreCase)) defaultModule = Modules.OfAddress(value.Trim()) ?? "";
            else if (name.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase)) Declare(name[6..].ToString(), value.Trim());
        }
    }

    private void Declare(string prefix, ReadOnlySpan<char> address)
    {
        if (prefixes.Count >= 200) return;
        var module = Modules.OfAddress(address) ?? Modules.OfPrefix(prefix);
        if (prefixes.TryGetValue(prefix, out var before) && before == module) return;
        prefixes[prefix] = module;
        resolved.Clear();
    }
}
