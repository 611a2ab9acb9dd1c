using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace RupnBot.Demo.Feeds;

/// <summary>Serves sample sites on 127.0.0.1: their feeds, home pages and articles. What it serves may change as it runs.</summary>
public sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, SampleSite> _sites;
    private readonly ConcurrentDictionary<string, RequestDelegate> _responses = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FeedRequest> _requests = new();

    private FeedServer(WebApplication application, TimeProvider clock)
    {
        _application = application;
        _clock = clock;
        _sites = new ConcurrentDictionary<string, SampleSite>(
            SampleSites.Load(clock.GetUtcNow()).Select(site => KeyValuePair.Create(site.Name, site)));
        application.Run(ServeAsync);
    }

    /// <summary>Ends with a slash.</summary>
    public Uri Address => new(_application.Urls.First() + "/");

    public IReadOnlyList<SampleSite> Sites => [.. _sites.Values.OrderBy(site => site.Name, StringComparer.Ordinal)];

    /// <summary>Every request so far, in order of its answer.</summary>
    public IReadOnlyList<FeedRequest> Requests => [.. _requests];

    /// <summary>Starts a server with the sample sites; port 0 chooses a free one.</summary>
    public static async Task<FeedServer> StartAsync(int port, TimeProvider clock, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var server = new FeedServer(builder.Build(), clock);
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    public SampleSite Site(string name) => _sites[name];

    /// <summary>Adds an empty site.</summary>
    public SampleSite AddSite(string name, string title) => _sites[name] = new SampleSite(name, title);

    public Uri HomeAddress(SampleSite site) => new(Address, $"{site.Name}/");

    public Uri FeedAddress(SampleSite site) => new(HomeAddress(site), "spip.php?page=backend");

    public Uri ArticleAddress(SampleSite site, SampleArticle article) => SpipFeed.AddressOf(article, HomeAddress(site));

    /// <summary>Answers a path in a way of its own: hostile content, redirects, slowness.</summary>
    /// <returns>The address.</returns>
    public Uri Respond(string path, RequestDelegate response)
    {
        _responses[path] = response;
        return new Uri(Address, path.TrimStart('/'));
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var at = _clock.GetUtcNow();
        try
        {
            await RouteAsync(context);
        }
        finally
        {
            var headers = context.Request.GetTypedHeaders();
            _requests.Enqueue(new FeedRequest(
                at,
                context.Request.Path + context.Request.QueryString.ToString(),
                headers.IfNoneMatch.Count > 0 ? headers.IfNoneMatch[0].ToString() : null,
                context.Request.Headers.IfModifiedSince,
                context.Response.StatusCode));
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (_responses.TryGetValue(path, out var response)) return response(context);
        if (path.Split('/') is not ["", var name, var page] || !_sites.TryGetValue(name, out var site)) return EndAsync(context, 404);
        if (site.Failure is { } status) return EndAsync(context, status);

        var query = context.Request.QueryString.Value ?? "";
        return (page, query) switch
        {
            ("spip.php", "?page=backend") => WriteFeedAsync(context, site),
            ("spip.php", _) when Find(site, query) is { } article => WriteHtmlAsync(context, SamplePage.Article(site, article)),
            ("", "") => WriteHtmlAsync(context, SamplePage.Home(site, HomeAddress(site))),
            _ => EndAsync(context, 404),
        };
    }

    private static SampleArticle? Find(SampleSite site, string query) =>
        site.Articles.FirstOrDefault(article => query == $"?article{article.Number}");

    private async Task WriteFeedAsync(HttpContext context, SampleSite site)
    {
        var bytes = SpipFeed.Write(site, HomeAddress(site), _clock.GetUtcNow());
        if (site.Validators)
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
            var headers = context.Response.GetTypedHeaders();
            headers.ETag = tag;
            headers.LastModified = site.Articles is [var latest, ..] ? latest.Date : null;
            // RFC 9110, 13.2.2: with If-None-Match, If-Modified-Since is not looked at.
            if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        context.Response.ContentType = $"text/xml; charset={site.Charset.WebName}";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static Task WriteHtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static Task EndAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
