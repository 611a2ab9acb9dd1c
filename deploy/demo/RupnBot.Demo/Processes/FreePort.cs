using System.Net;
using System.Net.Sockets;

namespace RupnBot.Demo.Processes;

/// <summary>A TCP port on 127.0.0.1 for a program that cannot choose one itself.</summary>
public static class FreePort
{
    public static int Choose()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
