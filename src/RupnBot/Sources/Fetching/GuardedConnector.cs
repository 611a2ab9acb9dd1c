using System.Net;
using System.Net.Sockets;

namespace RupnBot.Sources.Fetching;

/// <summary>Answers a host name with its addresses; a seam so that a test can play a name server that changes its mind.</summary>
internal delegate Task<IPAddress[]> NameResolver(string host, CancellationToken ct);

/// <summary>
/// Opens the connections of <see cref="FeedFetcher"/>. A name is resolved once, its addresses are checked, and the socket is connected to a
/// checked address, not to the name: a second answer of the name server (DNS rebinding) is never asked for. It stands below the HTTP
/// handler, so every hop of a redirect and every odd spelling of an address (<c>0x7f.1</c>, <c>2130706433</c>, <c>localhost.</c>) passes here.
/// </summary>
internal sealed class GuardedConnector(
    PrivateEndpoints exempted, NameResolver resolve, Func<IPAddress, string?> refusal, TimeSpan attemptLimit, TimeProvider time)
{
    private const int MaximumAttempts = 4;

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken ct)
    {
        var isExempted = exempted.Contains(endpoint.Host, endpoint.Port);
        var addresses = await ResolveAsync(endpoint.Host, ct);
        var allowed = isExempted ? addresses : [.. addresses.Where(address => refusal(address) is null)];
        if (allowed.Length == 0) throw new ConnectionBlockedException(FetchFailure.BlockedAddress, refusal(addresses[0]));

        var attempt = 0;
        while (true)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(allowed[attempt], endpoint.Port), isExempted, ct);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                if (++attempt >= Math.Min(allowed.Length, MaximumAttempts))
                    throw new ConnectionBlockedException(FetchFailure.ConnectionFailed, (e as SocketException)?.SocketErrorCode.ToString() ?? "no answer");
            }
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            var addresses = await resolve(host, ct);
            if (addresses.Length > 0) return addresses;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // The same answer as for a name without addresses, below.
        }

        throw new ConnectionBlockedException(FetchFailure.NameNotResolved, null);
    }

    private async Task<Stream> OpenAsync(IPEndPoint endpoint, bool isExempted, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(attemptLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            if (!isExempted && IsOwnMachine(socket)) throw new ConnectionBlockedException(FetchFailure.BlockedAddress, "this machine");
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A public address of this very machine passes every table, and reaches services that a firewall hides from everybody else.
    private static bool IsOwnMachine(Socket socket) =>
        socket is { LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote } && local.Address.Equals(remote.Address);
}

/// <summary>Carries the reason through the HTTP handler, which wraps what its connect callback throws.</summary>
internal sealed class ConnectionBlockedException(FetchFailure reason, string? detail) : IOException(detail)
{
    public FetchFailure Reason { get; } = reason;

    public string? Detail { get; } = detail;
}
