using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RupnBot.EndToEndTests.Bench;

/// <summary>Takes every mail that is brought to it (RFC 5321, as little as Synapse needs) and keeps it.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _listening;

    public MailSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listening = ListenAsync();
    }

    public int Port { get; }

    /// <summary>What came, envelope and all.</summary>
    public ConcurrentQueue<Mail> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _listening;
        _ended.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                await TakeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException && _ended.IsCancellationRequested)
        {
            // It is over.
        }
    }

    private async Task TakeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink.test");
        var to = "";
        while (await reader.ReadLineAsync(_ended.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT") to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
            await writer.WriteLineAsync(verb switch { "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "QUIT") return;
            if (verb == "DATA")
            {
                Mails.Enqueue(new Mail(to, await BodyAsync(reader)));
                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    private async Task<string> BodyAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (await reader.ReadLineAsync(_ended.Token) is { } line && line != ".") body.Append(line).Append('\n');
        return body.ToString();
    }
}

internal sealed record Mail(string To, string Source)
{
    /// <summary>The parts of the body as text: those in Base64 decoded, the others as they came.</summary>
    public string Text => string.Join('\n', Source.Split("\n\n").Select(Decoded));

    private static string Decoded(string part)
    {
        var packed = string.Concat(part.Split('\n').TakeWhile(line => !line.StartsWith("--", StringComparison.Ordinal)));
        var bytes = new byte[packed.Length];
        return Convert.TryFromBase64String(packed, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : part;
    }
}
