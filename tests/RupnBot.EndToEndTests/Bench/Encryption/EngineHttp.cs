using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using RupnBot.Crypto;
using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>The few calls that an encryption engine without the bot needs: its own requests, and /sync.</summary>
internal sealed class EngineHttp : IDisposable
{
    private readonly HttpClient _http;

    public EngineHttp(Colleague login)
    {
        _http = new HttpClient { BaseAddress = login.Homeserver };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.AccessToken);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> MakeAsync(CryptoRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Path) { Content = new ReadOnlyMemoryContent(request.Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        using var response = await _http.SendAsync(message, cancellationToken);
        return (response.StatusCode, await ReadAsync(response, cancellationToken));
    }

    public async Task<JsonElement> SyncAsync(string? since, CancellationToken cancellationToken)
    {
        const string Filter = """{"presence":{"types":[]},"room":{"timeline":{"limit":100}}}""";
        var query = $"_matrix/client/v3/sync?timeout={(since is null ? 0 : 1000)}&filter={Uri.EscapeDataString(Filter)}";
        using var response = await _http.GetAsync(since is null ? query : $"{query}&since={Uri.EscapeDataString(since)}", cancellationToken);
        response.EnsureSuccessStatusCode();
        return await ReadAsync(response, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }
}
