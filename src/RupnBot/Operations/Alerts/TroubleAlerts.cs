using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Operations.Health;
using RupnBot.Storage;

namespace RupnBot.Operations.Alerts;

/// <summary>
/// Tells the operators' salon of a trouble that lasts, once, and when it is over. What was told is read back from the outbox by its keys,
/// so that a restart neither repeats it nor forgets to say that it is over.
/// </summary>
internal sealed class TroubleAlerts(Database database, HealthReporter reporter, BotHealth health, IOptions<BotOptions> bot, Texts texts, TimeProvider time)
{
    /// <summary>A trouble shorter than this is nobody's business.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private const string On = "on";
    private const string Over = "over";

    // Sources have their own alerts, by name, in their slice.
    private static readonly string[] Topics = [HealthTopics.Login, HealthTopics.Sync, HealthTopics.Outbox, HealthTopics.Calendar];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var report = await reporter.ReportAsync(cancellationToken);
        if (report.OutboxIsStuck) health.Report(HealthTopics.Outbox, HealthLevel.Unhealthy, "stuck");
        else health.Resolve(HealthTopics.Outbox);
        if (!RoomId.TryParse(bot.Value.AlertRoom, out var room)) return;
        await database.WriteAsync(db => TellAsync(db, room, report.IsReady, cancellationToken), cancellationToken);
    }

    private async Task TellAsync(BotDbContext db, RoomId id, bool isReady, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Room>([id], cancellationToken) is not { Membership: RoomMembership.Joined }) return;
        var now = time.GetUtcNow();
        foreach (var topic in Topics)
        {
            var trouble = health.Troubles.FirstOrDefault(candidate => candidate.Topic == topic);
            var told = await WasToldAsync(db, topic, cancellationToken);
            if (trouble is not null && !told && now - trouble.Since >= Lasts)
                await SayAsync(db, id, topic, On, texts.Format($"Alert.{topic}", ("reason", trouble.Reason), ("since", Clock(trouble.Since))), now, cancellationToken);
            // Not before this process has seen for itself that things work again.
            else if (trouble is null && told && isReady)
                await SayAsync(db, id, topic, Over, texts.Get($"Alert.{topic}.Over"), now, cancellationToken);
        }
    }

    private static async Task<bool> WasToldAsync(BotDbContext db, string topic, CancellationToken cancellationToken)
    {
        var prefix = $"alert:{topic}:";
        var last = await db.Set<OutboxMessage>().Where(row => row.Key!.StartsWith(prefix)).OrderByDescending(row => row.Id).Select(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        return last?.StartsWith(prefix + On, StringComparison.Ordinal) ?? false;
    }

    private static Task SayAsync(BotDbContext db, RoomId room, string topic, string state, string text, DateTimeOffset now, CancellationToken cancellationToken) => db.QueueAsync(
        new OutgoingMessage(room, text.ToBody().ToMessage(notice: false)) { Key = $"alert:{topic}:{state}:{now.ToUnixTimeMilliseconds()}" }, now, cancellationToken);

    private string Clock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, bot.Value.Zone).ToString("f", texts.Culture);
}
