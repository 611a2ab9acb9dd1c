using System.Net;
using Microsoft.AspNetCore.Http;
using RupnBot.Demo.Feeds;

namespace RupnBot.Demo.Story;

/// <summary>A page somebody found, outside every feed: a title and a description, as pages say them.</summary>
internal static class FoundPage
{
    public const string Title = "Rendre un document accessible en 30 minutes";

    public static RequestDelegate Of(SampleArticle article) => async context =>
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        var description = WebUtility.HtmlEncode(string.Join(' ', article.Paragraphs));
        await context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="fr"><head><meta charset="utf-8"><title>{Title}</title><meta name="description" content="{description}"></head>
            <body><h1>{Title}</h1><p>{description}</p></body></html>
            """,
            context.RequestAborted);
    };
}
