using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>A TCP server that may break every rule of HTTP: it reads a request head, lets the test write what it likes, and hangs up.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<RawExchange, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly Task _loop;

    private RawServer(IPEndPoint endpoint, Func<RawExchange, Task> answer)
    {
        _listener = new TcpListener(endpoint);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _answer = answer;
        _loop = AcceptAsync();
    }

    public int Port { get; }

    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>The request heads so far, in order.</summary>
    public string[] Requests => [.. _requests];

    public static RawServer Start(Func<RawExchange, Task> answer, IPAddress? address = null, int port = 0) =>
        new(new IPEndPoint(address ?? IPAddress.Loopback, port), answer);

    /// <summary>One fixed answer to everything.</summary>
    public static RawServer Start(string answer) => Start(exchange => exchange.SendAsync(answer));

    /// <summary>A 200 with these bytes.</summary>
    public static RawServer StartWithBody(byte[] body, string extraHeaders = "") => Start(async exchange =>
    {
        await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{extraHeaders}\r\n");
        await exchange.SendAsync(body);
    });

    public Uri At(string path = "/") => new($"http://{Endpoint}{path}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await ReadHeadAsync(stream);
                _requests.Enqueue(head);
                await _answer(new RawExchange(head, _requests.Count, stream, _stop.Token));
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, _stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The other side hung up, as it may.
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) break;
        }

        return head.ToString();
    }
}

/// <param name="Head">The request as it came.</param>
/// <param name="Number">Its place among all requests, from 1.</param>
/// <param name="Stream">The connection.</param>
/// <param name="Stop">The server is going down.</param>
internal sealed record RawExchange(string Head, int Number, NetworkStream Stream, CancellationToken Stop)
{
    public string Path => Head.Split(' ')[1];

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes, Stop);
}
