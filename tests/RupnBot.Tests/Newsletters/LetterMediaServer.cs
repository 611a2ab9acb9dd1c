using System.Net;
using System.Net.Http.Json;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Newsletters;

/// <param name="Address">Where it lies from now on.</param>
/// <param name="ContentType">As the bot said.</param>
/// <param name="Query">What follows the path: the name, or nothing.</param>
/// <param name="Bytes">What was sent.</param>
internal sealed record Upload(string Address, string? ContentType, string Query, byte[] Bytes);

/// <summary>A homeserver's media, for the jobs that fetch a letter's files and upload them.</summary>
internal sealed class LetterMediaServer : HttpMessageHandler
{
    private static readonly byte[] Sent = "what the editor sent"u8.ToArray();

    /// <summary>The bytes of whatever is asked for.</summary>
    public byte[] Bytes { get; init; } = Sent;

    /// <summary>What it answers to an upload when it takes none.</summary>
    public HttpStatusCode? Refusal { get; init; }

    /// <summary>Happens while an upload is under way.</summary>
    public Func<Task>? Meanwhile { get; init; }

    public int Asked { get; private set; }

    public List<Upload> Uploads { get; } = [];

    /// <summary>All jobs that are due run once on this server.</summary>
    public async Task RunJobsAsync(LetterBench bench)
    {
        using var http = new HttpClient(this, disposeHandler: false);
        var client = new MatrixClient(http, new MatrixClientOptions { Homeserver = new Uri("http://127.0.0.1:9") }, bench.Bot.Time);
        client.UseSession(new MatrixSession(BotBench.Robot, new DeviceId("BENCH"), "token"));
        bench.Bot.Get<BotSession>().Provide(client, BotBench.Robot, new DeviceId("BENCH"));
        await bench.Bot.Get<JobWorker>().RunDueAsync(TestContext.Current.CancellationToken);
        await bench.DispatchAsync(row => row.RoomId == LetterBench.Chat || row.RoomId == LetterBench.PaulsChat);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get) return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Bytes) };
        Asked++;
        if (Meanwhile is not null) await Meanwhile();
        if (Refusal is { } status) return new HttpResponseMessage(status) { Content = JsonContent.Create(new { errcode = "M_UNKNOWN", error = "No." }) };
        var upload = new Upload($"mxc://rupn.test/up{Asked}", request.Content!.Headers.ContentType?.ToString(), request.RequestUri!.Query, await request.Content.ReadAsByteArrayAsync(cancellationToken));
        Uploads.Add(upload);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(new { content_uri = upload.Address }) };
    }
}
