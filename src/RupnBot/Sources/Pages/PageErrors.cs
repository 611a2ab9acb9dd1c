using System.Collections.Frozen;

namespace RupnBot.Sources.Pages;

/// <summary>Why a page gave no articles: stable words, stored with the source; the text <c>Sources.</c> + word tells people.</summary>
internal static class PageErrors
{
    public const string Unreadable = "PageUnreadable";
    public const string NoItem = "PageNoItem";
    public const string NoTitle = "PageNoTitle";
    public const string NoLink = "PageNoLink";

    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet([Unreadable, NoItem, NoTitle, NoLink], StringComparer.Ordinal);
}
