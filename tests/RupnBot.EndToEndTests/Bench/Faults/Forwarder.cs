using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>Passes a request on to the homeserver, and its answer back.</summary>
internal sealed class Forwarder(Uri homeserver) : IDisposable
{
    // RFC 9110, 7.6.1: these concern one connection only.
    private static readonly HashSet<string> ConnectionHeaders =
        new(["Connection", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"], StringComparer.OrdinalIgnoreCase);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>Sends the request; the answer's head is there, its body still to be read.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpContext context, ProxiedRequest request, CancellationToken cancellationToken)
    {
        var target = new Uri(homeserver, UriHelper.BuildRelative("", context.Request.Path, context.Request.QueryString));
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            message.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (ConnectionHeaders.Contains(name)) continue;
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        var answer = await _http.SendAsync(message, cancellationToken);
        request.Answered((int)answer.StatusCode);
        return answer;
    }

    public static void CopyHead(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
            if (!ConnectionHeaders.Contains(name)) response.Headers[name] = values.ToArray();
    }

    public static async Task CopyBodyAsync(HttpResponseMessage answer, HttpResponse response, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
