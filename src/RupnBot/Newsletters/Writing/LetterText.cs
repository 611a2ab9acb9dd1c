using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Records;
using RupnBot.Sources.Html;

namespace RupnBot.Newsletters.Writing;

/// <summary>A letter's Markdown as the message salons get; pure.</summary>
/// <param name="Body">Plain and HTML, in the subset Tchap shows.</param>
/// <param name="Title">Its first heading, or its first words.</param>
/// <param name="FirstLink">Where its first link leads; null when it has none.</param>
internal sealed record LetterText(MessageBody Body, string Title, string? FirstLink)
{
    // The outbox adds its marker, and an edit names what it edits.
    private const int Reserve = 500;

    /// <summary>Characters beyond which colleagues will hardly read it in a chat.</summary>
    public const int Readable = 1_500;

    // Tchap shows h4 in bold at the size of the body; the larger ones shout.
    private const int HeadingLevel = 4;

    private static readonly MarkdownPipeline Lines = Pipeline(keepsLines: true);
    private static readonly MarkdownPipeline Wrapped = Pipeline(keepsLines: false);

    /// <summary>It could be sent but not corrected: a correction carries the text twice.</summary>
    public bool IsTooLarge => Body.ToMessage(notice: false).AsEditOf(new EventId(OutboxMessage.TargetPlaceholder)).ToJson().Length > OutboxWriter.MaximumContentBytes - Reserve;

    public bool IsLong => Body.Plain.Length > Readable;

    /// <param name="markdown">Cleaned by <see cref="LetterSource.Clean"/>.</param>
    /// <param name="keepsLines">A new line is meant as one, as in a chat; in a file it only wraps.</param>
    public static LetterText Render(string markdown, bool keepsLines)
    {
        var document = Markdown.Parse(markdown, keepsLines ? Lines : Wrapped);
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = HeadingLevel;
        var plain = LetterPlainText.Write(document, keepsLines);
        var first = document.Descendants<HeadingBlock>().FirstOrDefault() is { } title ? LetterPlainText.Write(title) : plain.Split('\n', 2)[0];
        var link = document.Descendants<LinkInline>().Where(candidate => !candidate.IsImage).Select(candidate => candidate.Url is null ? null : WebAddress.Normalize(candidate.Url)).FirstOrDefault(address => address is not null);
        return new LetterText(new MessageBody(plain, Html(document, keepsLines)), DisplayText.Shorten(DisplayText.OneLine(first), Newsletter.LongestTitle), link);
    }

    private static string Html(MarkdownDocument document, bool keepsLines)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        (keepsLines ? Lines : Wrapped).Setup(renderer);
        renderer.Render(document);
        // What Markdig writes is clean already; that it stays within what chats show, and leads nowhere it should not, is one place's matter.
        return SafeHtml.Sanitize(writer.ToString(), baseUri: null);
    }

    private static MarkdownPipeline Pipeline(bool keepsLines)
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks();
        return (keepsLines ? builder.UseSoftlineBreakAsHardlineBreak() : builder).Build();
    }
}
