using System.Globalization;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>How hard the test is; <c>RUPNBOT_KILLS=100</c> makes it the long one, <c>RUPNBOT_KILL_SEED</c> draws again what a failure drew.</summary>
internal static class KillSettings
{
    public const int Salons = 20;

    /// <summary>Of requests whose answer is lost after the homeserver had processed them.</summary>
    public const double LostAnswers = 0.15;

    /// <summary>Between two kills, on average: more than the bot needs to start. The draws go down to less: some kills meet it in its start.</summary>
    public static readonly TimeSpan MeanLife = TimeSpan.FromSeconds(3);

    /// <summary>For one step of a salon's life: the bot may be killed several times meanwhile.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static int Kills { get; } = Number("RUPNBOT_KILLS", 10);

    public static int Seed { get; } = Number("RUPNBOT_KILL_SEED", Random.Shared.Next(1, int.MaxValue));

    private static int Number(string variable, int otherwise)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{variable} must be a whole number above 0, not '{text}'.");
    }
}
