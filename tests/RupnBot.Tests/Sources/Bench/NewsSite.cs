using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RupnBot.Tests.Sources.Bench;

/// <summary>A real web server with feeds and pages, whose answers a test decides.</summary>
internal sealed class NewsSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();

    private NewsSite(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Root { get; private set; } = new("http://127.0.0.1/");

    public string HostAndPort => $"127.0.0.1:{Root.Port}";

    public static async Task<NewsSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = new NewsSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        site.Root = new Uri(site._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return site;
    }

    public string At(string path) => new Uri(Root, path).AbsoluteUri;

    public NewsSite Status(string path, int status)
    {
        _answers[path] = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        return this;
    }

    public NewsSite Moved(string path, string to)
    {
        _answers[path] = context =>
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = to;
            return Task.CompletedTask;
        };
        return this;
    }

    public NewsSite Page(string path, string body, string type = "text/html; charset=utf-8")
    {
        _answers[path] = context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body, Encoding.UTF8);
        };
        return this;
    }

    /// <summary>A document with an entity tag: who has it already is told that nothing has changed.</summary>
    public NewsSite Tagged(string path, string body, string type, string tag)
    {
        _answers[path] = context =>
        {
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            context.Response.ContentType = type;
            return context.Response.WriteAsync(body, Encoding.UTF8);
        };
        return this;
    }

    /// <summary>A feed in SPIP's shape, with an entity tag that changes with its items; the site is the folder it lies in.</summary>
    public NewsSite Feed(string path, params (int Number, string Title, string Text)[] articles)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var items = articles.Select(article =>
            $"<item><title>{WebUtility.HtmlEncode(article.Title)}</title><link>{At($"{folder}spip.php?article{article.Number}")}</link>"
            + $"<guid isPermaLink=\"true\">{At($"{folder}spip.php?article{article.Number}")}</guid><dc:date>2026-11-20T08:00:00Z</dc:date>"
            + $"<description>{WebUtility.HtmlEncode($"<p>{article.Text}</p>")}</description></item>");
        var body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Site essai</title>"
            + $"<generator>SPIP - www.spip.net</generator>{string.Concat(items)}</channel></rss>";
        var tag = $"\"{string.Join('-', articles.Select(article => article.Number))}-{body.Length}\"";
        _answers[path] = context =>
        {
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            context.Response.ContentType = "application/rss+xml";
            return context.Response.WriteAsync(body, Encoding.UTF8);
        };
        return this;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/') + context.Request.QueryString.Value;
        if (_answers.TryGetValue(path, out var answer)) return AnswerAsync(context, path, answer);
        context.Response.StatusCode = 404;
        Requests.Enqueue($"404 {path}");
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context, string path, Func<HttpContext, Task> answer)
    {
        await answer(context);
        Requests.Enqueue($"{context.Response.StatusCode} {path}");
    }
}
