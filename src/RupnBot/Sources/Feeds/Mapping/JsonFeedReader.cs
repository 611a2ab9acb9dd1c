using System.Text.Json;
using RupnBot.Sources.Feeds.Dates;
using RupnBot.Sources.Html;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Tolerant = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    public static FeedDocument Read(string json, Uri? address, FeedLimits limits)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Tolerant);
            return Map(document.RootElement, address, limits);
        }
        catch (JsonException)
        {
            return FeedDocument.Failed(FeedErrors.BadJson);
        }
    }

    private static FeedDocument Map(JsonElement root, Uri? address, FeedLimits limits)
    {
        var version = root.Text("version", limits.ShortText);
        var items = root.List("items");
        if (items is null && version?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) != true)
            return FeedDocument.Failed(FeedErrors.NotAFeed);
        var site = root.Address("home_page_url", address, limits);
        var start = address ?? site;
        return new FeedDocument
        {
            Format = version?.EndsWith("1.1", StringComparison.Ordinal) == true ? FeedFormat.JsonFeed11 : FeedFormat.JsonFeed10,
            Title = Line(root.Text("title", limits.ShortText)),
            SiteLink = site,
            Language = root.Text("language", 35),
            Entries = [.. (items ?? []).Where(item => item.ValueKind == JsonValueKind.Object).Take(limits.Entries)
                .Select(item => Entry(item, start, limits))],
        };
    }

    private static FeedEntry Entry(JsonElement item, Uri? address, FeedLimits limits)
    {
        var id = item.Text("id", limits.ShortText);
        var link = item.Address("url", address, limits) ?? item.Address("external_url", address, limits);
        var published = FeedDate.Parse(item.Text("date_published", 100));
        return new FeedEntry
        {
            Title = Line(item.Text("title", limits.ShortText)),
            Id = id,
            Link = link ?? (id is null ? null : WebAddress.Resolve(id, null)),
            Published = published,
            Updated = FeedDate.Parse(item.Text("date_modified", 100)),
            Summary = Summary(item, link ?? address, limits),
            Author = Author(item, limits),
            Categories = [.. (item.List("tags") ?? []).Select(tag => Line(tag.AsText(limits.ShortText))).OfType<string>()
                .Distinct().Take(limits.Values)],
            Enclosures = [.. (item.List("attachments") ?? []).Select(file => Attachment(file, address, limits)).OfType<Enclosure>()
                .Take(limits.Values)],
        };
    }

    private static RichText? Summary(JsonElement item, Uri? address, FeedLimits limits)
    {
        if (item.Text("summary", limits.LongText) is { } summary) return new RichText(summary, HtmlShape.LooksLikeHtml(summary), address);
        if (item.Text("content_text", limits.LongText) is { } text) return new RichText(text, false, address);
        return item.Text("content_html", limits.LongText) is { } html ? new RichText(html, true, address) : null;
    }

    private static string? Author(JsonElement item, FeedLimits limits)
    {
        var names = (item.List("authors") ?? []).Select(author => Line(author.Text("name", limits.ShortText))).OfType<string>().Distinct().Take(limits.Values);
        if (string.Join(", ", names) is { Length: > 0 } joined) return joined;
        return item.ValueKind == JsonValueKind.Object && item.TryGetProperty("author", out var one) ? Line(one.Text("name", limits.ShortText)) : null;
    }

    private static Enclosure? Attachment(JsonElement file, Uri? address, FeedLimits limits)
    {
        if (file.Address("url", address, limits) is not { } found) return null;
        var size = file.TryGetProperty("size_in_bytes", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var length)
            ? length
            : (long?)null;
        return new Enclosure(found, file.Text("mime_type", limits.ShortText), size);
    }

    private static string? Line(string? text) => text is null ? null : PlainText.OneLine(PlainText.Clean(text)) is { Length: > 0 } line ? line : null;
}
