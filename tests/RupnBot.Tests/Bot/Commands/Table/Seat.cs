using RupnBot.Matrix;

namespace RupnBot.Tests.Bot.Commands.Table;

/// <summary>Somebody of a role in a place: with a salon, its référent and a direct chat of their own, so that no seat disturbs another.</summary>
/// <param name="Column">Which letter of a row speaks of them.</param>
/// <param name="Kind">What they are.</param>
/// <param name="IsDirect">They write in their direct chat; else in the salon.</param>
internal sealed record Seat(int Column, string Kind, bool IsDirect)
{
    public const string OwnServer = "rupn.test";
    public const string ExternalServer = "agent.externe.test";

    private static readonly (int Column, string Kind)[] Kinds =
        [(0, "administrator"), (1, "editor"), (2, "moderator"), (2, "named"), (3, "colleague"), (4, "external"), (5, "stranger")];

    public static IReadOnlyList<Seat> All { get; } =
        [.. new[] { false, true }.SelectMany(direct => Kinds.Select(kind => new Seat(kind.Column, kind.Kind, direct)))];

    public string Name => $"{Kind}-{(IsDirect ? "direct" : "salon")}";

    public string User => $"@{Name}:{(Column == 4 ? ExternalServer : Column == 5 ? "elsewhere.test" : OwnServer)}";

    /// <summary>Who administers the salon.</summary>
    public string Anne => $"@anne-{Name}:{OwnServer}";

    public RoomId Salon => new($"!salon-{Name}:{OwnServer}");

    public RoomId Chat => new($"!chat-{Name}:{OwnServer}");

    public RoomId Place => IsDirect ? Chat : Salon;
}
