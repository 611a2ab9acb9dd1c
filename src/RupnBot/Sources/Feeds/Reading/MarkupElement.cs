using System.Runtime.InteropServices;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>
/// An element as offsets into the source: nothing is copied or decoded until it is asked for.
/// <paramref name="name"/> is lower case, with the conventional prefix of a module (<c>dc:date</c>) and none for RSS and Atom.
/// </summary>
internal sealed class MarkupElement(MarkupSource source, string name, MarkupElement? parent, int tagStart, int tagEnd)
{
    private List<MarkupElement>? children;

    public string Name { get; } = name;
    public MarkupElement? Parent { get; } = parent;
    public MarkupSource Source { get; } = source;
    public int TagStart { get; } = tagStart;
    public int ContentStart { get; } = tagEnd;
    public int ContentEnd { get; set; } = tagEnd;

    /// <summary>There are tags inside that were kept as text.</summary>
    public bool HasMarkup { get; set; }

    /// <summary>The module an unprefixed name inside belongs to; empty for RSS and Atom.</summary>
    public string DefaultModule { get; init; } = "";

    /// <summary>There is an equals sign in the tag: most tags have none, and need not be searched.</summary>
    public bool HasAttributes { get; init; }

    /// <summary>The tag has <c>xml:</c> attributes, looked up along the parents.</summary>
    public bool HasXmlAttributes { get; init; }

    /// <summary>One of them may be a base address.</summary>
    public bool HasBase { get; init; }

    /// <summary>What stands inside is the author's text (see <see cref="Vocabulary.IsOpaque"/>).</summary>
    public bool IsOpaque { get; } = Vocabulary.IsOpaque(name);

    public ReadOnlySpan<MarkupElement> Children => CollectionsMarshal.AsSpan(children);

    public ReadOnlySpan<char> Content => Source.Text.AsSpan(ContentStart, ContentEnd - ContentStart);

    public void Add(MarkupElement child) => (children ??= []).Add(child);

    public string? Attribute(string attribute) => !HasAttributes ? null :
        TagAttributes.Find(Source.Text.AsSpan(TagStart, ContentStart - TagStart), attribute, Source);

    public MarkupElement? Child(string childName)
    {
        foreach (var child in Children)
            if (child.Name == childName) return child;
        return null;
    }

    /// <summary>The nearest value of an inherited attribute (<c>xml:lang</c>).</summary>
    public string? Inherited(string attribute)
    {
        for (var element = this; element is not null; element = element.Parent)
            if (element.HasXmlAttributes && element.Attribute(attribute) is { } value) return value;
        return null;
    }
}
