using System.Net;
using System.Net.Sockets;

namespace RupnBot.Demo.Processes;

/// <summary>A TCP port on 127.0.0.1 for a program that cannot choose one itself.</summary>
public static class FreePort
{
    // Below the range that Linux gives to outgoing connections (32768 and up): there a port may be taken before the program has started.
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int Choose()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another one.
            }
        }
    }
}
