using RupnBot.Demo.Homeservers;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Matrix;

/// <summary>Accounts of the library's own making on the real homeserver.</summary>
internal static class MatrixUser
{
    public const string Password = "correct horse battery";

    public static MatrixClient Connect(LocalHomeserver homeserver, Func<MatrixSession, CancellationToken, Task>? changed = null) => new(
        MatrixHttp.CreateClient(), new MatrixClientOptions { Homeserver = homeserver.Address, SessionChanged = changed }, TimeProvider.System);

    public static string NewName() => "m" + Guid.NewGuid().ToString("N");

    public static async Task<MatrixClient> RegisterAsync(LocalHomeserver homeserver, CancellationToken ct)
    {
        var client = Connect(homeserver);
        await client.RegisterAsync(NewName(), Password, displayName: "Test", ct: ct);
        return client;
    }

    public static Task<EventId> SayAsync(this MatrixClient client, RoomId room, string text, CancellationToken ct) =>
        client.SendAsync(room, MessageContent.Text(text), Guid.NewGuid().ToString("N"), ct);

    /// <summary>Ends a wait for what the server does behind its answer.</summary>
    public static CancellationTokenSource Patience(CancellationToken ct)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        source.CancelAfter(TimeSpan.FromSeconds(30));
        return source;
    }

    public static string? Body(MatrixEvent read) => (read.Content as MessageContent)?.Body;
}
