using Microsoft.Extensions.Logging;

namespace RupnBot.Matrix.Tests.Client;

/// <summary>Clients for tests, and what they are told.</summary>
internal static class TestClient
{
    public const string Token = "syt_top_secret_token";

    public static readonly RoomId Room = new("!salon:rupn.test");
    public static readonly EventId Event = new("$event");
    public static readonly UserId User = new("@bot:rupn.test");

    public static MatrixSession Session { get; } = new(User, new DeviceId("DEVICE"), Token);

    public static MatrixClient For(
        Uri homeserver, MatrixSession? session = null, IRequestPacer? pacer = null, TimeProvider? time = null, ILogger? logger = null,
        Func<MatrixClientOptions, MatrixClientOptions>? options = null)
    {
        var settings = new MatrixClientOptions { Homeserver = homeserver };
        var client = new MatrixClient(
            MatrixHttp.CreateClient(), options?.Invoke(settings) ?? settings, time ?? TimeProvider.System, pacer, logger);
        client.UseSession(session ?? Session);
        return client;
    }

    public static Task<MatrixException> FailureAsync(Func<Task> request) => Assert.ThrowsAsync<MatrixException>(request);

    public static Task<EventId> SendAsync(MatrixClient client) =>
        client.SendAsync(Room, MessageContent.Text("bonjour"), "txn1", TestContext.Current.CancellationToken);
}

internal sealed class RecordingPacer : IRequestPacer
{
    public List<RequestPriority> Waits { get; } = [];

    public List<TimeSpan> Pauses { get; } = [];

    public ValueTask WaitAsync(RequestPriority priority, CancellationToken ct)
    {
        Waits.Add(priority);
        return ValueTask.CompletedTask;
    }

    public void Pause(TimeSpan duration) => Pauses.Add(duration);
}

internal sealed class RecordingLogger : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines) Lines.Add(formatter(state, exception) + exception);
    }
}
