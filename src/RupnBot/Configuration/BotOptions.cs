using System.Globalization;
using RupnBot.Matrix;

namespace RupnBot.Configuration;

/// <summary>Who the bot is, whom it obeys, and when it may speak.</summary>
public sealed class BotOptions
{
    public const string Section = "Bot";

    public const string SchoolDays = "SchoolDays";

    public const string EveryDay = "EveryDay";

    public string DisplayName { get; set; } = "RupnBot";

    /// <summary>Matrix ids that may do everything.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>Matrix ids of the SRANE's editors.</summary>
    public IList<string> Editors { get; } = [];

    /// <summary>Patterns on the Matrix id (<c>*</c> and <c>?</c>) of who may invite and command; empty: everyone of the bot's own server.</summary>
    public IList<string> AllowedUsers { get; } = [];

    /// <summary>Two pairs of eyes: a letter to many salons, and its corrections, leave once another editor or administrator has agreed.</summary>
    public bool RequireApproval { get; set; }

    /// <summary>Room id where operators are told of trouble; empty: only the log and <c>/health</c> tell.</summary>
    public string? AlertRoom { get; set; }

    public string TimeZone { get; set; } = "Europe/Paris";

    public string Culture { get; set; } = "fr-FR";

    /// <summary>Zone of the school holidays: A, B or C.</summary>
    public string SchoolZone { get; set; } = "A";

    /// <summary>Nothing automatic is sent outside these local hours.</summary>
    public string WorkingHours { get; set; } = "07:30-18:30";

    /// <summary>
    /// <see cref="SchoolDays"/>, or <see cref="EveryDay"/>: also at week-ends, on public holidays and in school holidays. The latter is for
    /// demonstrations, which happen on any day; the log warns of it at each start.
    /// </summary>
    public string WorkingDays { get; set; } = SchoolDays;

    /// <summary>The room of <see cref="AlertRoom"/>: it is the operators', and no audience.</summary>
    public RoomId? AlertRoomId => RoomId.TryParse(AlertRoom, out var room) ? room : null;

    public bool WorksEveryDay => WorkingDays == EveryDay;

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public CultureInfo CultureInfo => CultureInfo.GetCultureInfo(Culture);
}
