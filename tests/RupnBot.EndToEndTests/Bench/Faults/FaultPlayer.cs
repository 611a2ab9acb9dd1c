using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>Plays a fault on one request.</summary>
internal static class FaultPlayer
{
    public static async Task PlayAsync(HttpContext context, Forwarder forwarder, ProxiedRequest request)
    {
        var gone = context.RequestAborted;
        switch (request.Fault)
        {
            case Fault.TooManyRequests limit:
                await RefuseAsync(context, limit);
                return;
            case Fault.HtmlError error:
                await WriteAsync(context, error.Status, "text/html", $"<html><body><h1>{(int)error.Status} {error.Status}</h1></body></html>");
                return;
            case Fault.MatrixError error:
                await WriteAsync(context, error.Status, "application/json", ErrorBody(error.ErrorCode).ToJsonString());
                return;
            case Fault.CutBeforeForwarding:
                context.Abort();
                return;
            case Fault.DelayedRequest delay:
                await Task.Delay(delay.By, gone);
                break;
        }

        // A lost answer is lost on the way back: whatever the client does, the homeserver gets the whole request.
        using var answer = await forwarder.SendAsync(context, request, request.Fault is Fault.LostAnswer ? CancellationToken.None : gone);
        switch (request.Fault)
        {
            case Fault.LostAnswer:
                await answer.Content.LoadIntoBufferAsync(CancellationToken.None);
                context.Abort();
                return;
            case Fault.BadJson bad:
                await WriteAsync(context, HttpStatusCode.OK, "application/json", bad.Body);
                return;
            case Fault.SlowHead slow:
                await Task.Delay(slow.By, gone);
                break;
            case Fault.SlowBody slow:
                await TrickleAsync(context, answer, slow);
                return;
            case Fault.CutBody or Fault.TruncatedJson:
                await HalveAsync(context, answer, cut: request.Fault is Fault.CutBody);
                return;
        }

        Forwarder.CopyHead(answer, context.Response);
        await Forwarder.CopyBodyAsync(answer, context.Response, gone);
    }

    private static Task RefuseAsync(HttpContext context, Fault.TooManyRequests limit)
    {
        var body = ErrorBody("M_LIMIT_EXCEEDED");
        if (limit.InBody is { } inBody) body["retry_after_ms"] = (long)inBody.TotalMilliseconds;
        if (limit.InHeader is { } inHeader)
            context.Response.Headers.RetryAfter = Math.Ceiling(inHeader.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, HttpStatusCode.TooManyRequests, "application/json", body.ToJsonString());
    }

    private static JsonObject ErrorBody(string errorCode) => new() { ["errcode"] = errorCode, ["error"] = "Injected by the fault proxy" };

    private static async Task WriteAsync(HttpContext context, HttpStatusCode status, string contentType, string body)
    {
        // Read first, or the client may see the connection end while it still sends.
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private static async Task TrickleAsync(HttpContext context, HttpResponseMessage answer, Fault.SlowBody slow)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        Forwarder.CopyHead(answer, context.Response);
        for (var start = 0; start < body.Length; start += slow.Bytes)
        {
            await Task.Delay(slow.Pause, context.RequestAborted);
            await context.Response.Body.WriteAsync(body.AsMemory(start, Math.Min(slow.Bytes, body.Length - start)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task HalveAsync(HttpContext context, HttpResponseMessage answer, bool cut)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        Forwarder.CopyHead(answer, context.Response);
        context.Response.ContentLength = cut ? body.Length : body.Length / 2;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (cut) context.Abort();
    }
}
