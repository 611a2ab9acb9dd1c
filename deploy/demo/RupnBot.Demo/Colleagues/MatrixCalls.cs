using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

/// <summary>
/// Bare calls of the client-server API. Deliberately not the bot's own client library: a fault there must not hide from
/// the tests behind the same fault here.
/// </summary>
internal sealed class MatrixCalls(Uri homeserver) : IDisposable
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { BaseAddress = homeserver, Timeout = TimeSpan.FromSeconds(100) };
    private int _transaction;

    public void Authorise(string accessToken) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

    public string NextTransactionId() => $"t{Interlocked.Increment(ref _transaction)}";

    /// <summary>Calls, waiting as long as the server asks to (429).</summary>
    /// <exception cref="MatrixCallException">The server answered an error.</exception>
    public async Task<JsonObject> CallAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, "_matrix/client/" + path);
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await _http.SendAsync(request, cancellationToken);
            var answer = Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (response.IsSuccessStatusCode) return answer;
            if (response.StatusCode != HttpStatusCode.TooManyRequests) throw new MatrixCallException(method, path, response.StatusCode, answer);
            var wait = TimeSpan.FromMilliseconds(answer["retry_after_ms"]?.GetValue<int>() ?? 500);
            await Task.Delay(wait < LongestBackoff ? wait : LongestBackoff, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return new JsonObject { ["error"] = text };
        }
    }
}
