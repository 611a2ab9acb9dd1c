using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>
/// A reverse proxy on 127.0.0.1 in front of the real homeserver, which spoils what its rules say and passes on the rest
/// as it comes, long polls included.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Forwarder _forwarder;
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private readonly Random _random;

    private FaultProxy(WebApplication application, Uri homeserver, int seed)
    {
        _application = application;
        _forwarder = new Forwarder(homeserver);
        _random = new Random(seed);
        application.Run(ServeAsync);
    }

    public Uri Address => new(_application.Urls.First());

    public RequestLog Requests { get; } = new();

    /// <summary>Starts a proxy without rules.</summary>
    /// <param name="homeserver">Where to forward.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="seed">Makes rules with a probability repeatable.</param>
    public static async Task<FaultProxy> StartAsync(Uri homeserver, CancellationToken cancellationToken, int seed = 1)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinResponseDataRate = null;
            options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        var proxy = new FaultProxy(builder.Build(), homeserver, seed);
        await proxy._application.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Adds a rule. Of several that match a request the first added fires.</summary>
    public FaultRule Add(FaultRule rule)
    {
        lock (_gate) _rules.Add(rule);
        return rule;
    }

    /// <summary>From now on nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_gate) _rules.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        // Long polls under way would hold up an orderly end.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        _forwarder.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var query = context.Request.QueryString.Value ?? "";
        var path = context.Request.Path.ToUriComponent();
        Fault? fault;
        lock (_gate) fault = _rules.FirstOrDefault(rule => rule.Fires(context.Request.Method, path + query, _random))?.Fault;
        var request = new ProxiedRequest(TimeProvider.System.GetUtcNow(), context.Request.Method, path, query, fault);
        Requests.Add(request);
        try
        {
            if (request.IsEncryptedSend) request.EncryptedBody = await CopyBodyAsync(context);
            await FaultPlayer.PlayAsync(context, _forwarder, request);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The homeserver is down, or the client has gone: as without a proxy, the connection ends.
            context.Abort();
        }
    }

    private static async Task<string> CopyBodyAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Request.Body.Position = 0;
        return body;
    }
}
