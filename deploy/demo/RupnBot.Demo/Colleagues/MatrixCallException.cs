using System.Net;
using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

/// <summary>The homeserver refused a colleague's call.</summary>
public sealed class MatrixCallException : Exception
{
    internal MatrixCallException(HttpMethod method, string path, HttpStatusCode status, JsonObject answer)
        : base($"{method} {path}: {(int)status} {answer.ToJsonString()}") => (Status, ErrorCode) = (status, answer["errcode"]?.ToString());

    public HttpStatusCode Status { get; }

    public string? ErrorCode { get; }
}
