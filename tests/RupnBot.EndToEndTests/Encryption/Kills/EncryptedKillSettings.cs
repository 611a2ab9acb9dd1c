using System.Globalization;

namespace RupnBot.EndToEndTests.Encryption.Kills;

/// <summary>How hard the test is; <c>RUPNBOT_KILLS=100</c> makes it the long one, <c>RUPNBOT_KILL_SEED</c> another one.</summary>
internal static class EncryptedKillSettings
{
    public const int Salons = 3;

    /// <summary>So that keys are shared again and again, by the bot and with it.</summary>
    public const int MessagesPerKey = 2;

    /// <summary>Of requests whose answer is lost after the homeserver had processed them.</summary>
    public const double LostAnswers = 0.1;

    /// <summary>From a request's arrival at the proxy to the kill: before it is passed on, while it is processed, when its answer is being stored.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(80);

    /// <summary>If no request of the kind drawn comes in this time, the bot is killed nevertheless.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(10);

    /// <summary>For one step of a salon's life: the bot may be killed several times meanwhile.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static int Kills { get; } = Number("RUPNBOT_KILLS", 10);

    public static int Seed { get; } = Number("RUPNBOT_KILL_SEED", 2026);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
