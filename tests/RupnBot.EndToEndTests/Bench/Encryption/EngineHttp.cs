using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using RupnBot.Crypto;
using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>The few calls that an encryption engine without the bot needs: its own requests, account data, and /sync.</summary>
internal sealed class EngineHttp : IDisposable
{
    private readonly HttpClient _http;

    public EngineHttp(Colleague login)
    {
        _http = new HttpClient { BaseAddress = login.Homeserver };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.AccessToken);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> MakeAsync(CryptoRequest request, CancellationToken cancellationToken) =>
        SendAsync(request.Method, request.Path, request.Body, cancellationToken);

    /// <exception cref="InvalidOperationException">The server refused it.</exception>
    public async Task<JsonElement> MakeWellAsync(CryptoRequest request, CancellationToken cancellationToken)
    {
        var (status, body) = await MakeAsync(request, cancellationToken);
        return status == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{request.Method} {request.Path}: {status} {body}");
    }

    /// <returns>Null when there is no such thing.</returns>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return await ReadAsync(response, cancellationToken);
    }

    public async Task PutAsync(string path, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var (status, body) = await SendAsync(HttpMethod.Put, path, json, cancellationToken);
        if (status != HttpStatusCode.OK) throw new InvalidOperationException($"PUT {path}: {status} {body}");
    }

    public async Task<JsonElement> SyncAsync(string? since, CancellationToken cancellationToken)
    {
        const string Filter = """{"presence":{"types":[]},"room":{"timeline":{"limit":100}}}""";
        var query = $"/_matrix/client/v3/sync?timeout={(since is null ? 0 : 1000)}&filter={Uri.EscapeDataString(Filter)}";
        return (await GetAsync(since is null ? query : $"{query}&since={Uri.EscapeDataString(since)}", cancellationToken))!.Value;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(method, path) { Content = new ReadOnlyMemoryContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        using var response = await _http.SendAsync(message, cancellationToken);
        return (response.StatusCode, await ReadAsync(response, cancellationToken));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }
}
