using System.Net;

namespace RupnBot.Sources.Html;

/// <summary>A text with the knowledge of whether its angle brackets are markup.</summary>
internal sealed record RichText(string Source, bool IsHtml, Uri? BaseUri)
{
    /// <summary>Words that a site may append as links (see <see cref="TrailingLinks"/>).</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string? ToPlainText()
    {
        var text = IsHtml ? HtmlText.ToPlainText(Trimmed(), BaseUri) : PlainText.Clean(Source);
        return text.Length == 0 ? null : text;
    }

    public string? ToSafeHtml()
    {
        var html = IsHtml ? SafeHtml.Sanitize(Trimmed(), BaseUri) : WebUtility.HtmlEncode(PlainText.Clean(Source));
        return html.Length == 0 ? null : html;
    }

    private string Trimmed() => TrailingLinks.Remove(Source, Keywords);
}
