using System.Globalization;
using Microsoft.Extensions.Options;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Configuration;

internal sealed class BotOptionsValidator : IValidateOptions<BotOptions>
{
    private const string ExampleUser = "@anne.roy-ac-poitiers.fr:agent.education.tchap.gouv.fr";

    public ValidateOptionsResult Validate(string? name, BotOptions options)
    {
        var faults = new SettingFaults(BotOptions.Section);
        faults.Require(options.DisplayName.Length is > 0 and <= 100, "DisplayName", "must have 1 to 100 characters", "Robot du SRANE");
        RequireUsers(faults, "Administrators", options.Administrators);
        RequireUsers(faults, "Editors", options.Editors);
        for (var i = 0; i < options.AllowedUsers.Count; i++)
            faults.Require(options.AllowedUsers[i].StartsWith('@') || options.AllowedUsers[i] == "*", $"AllowedUsers:{i}", "is not a pattern on a Matrix id", "@*:agent.education.tchap.gouv.fr");
        faults.Require(string.IsNullOrEmpty(options.AlertRoom) || RoomId.TryParse(options.AlertRoom, out _), "AlertRoom", "is not a room id", "!abcdef:agent.education.tchap.gouv.fr");
        faults.Require(TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _), "TimeZone", "is not an IANA time zone", "Europe/Paris");
        faults.Require(IsKnownCulture(options.Culture), "Culture", "is not fr-… or en-…", "fr-FR");
        faults.Require(options.SchoolZone is "A" or "B" or "C", "SchoolZone", "must be A, B or C", "A");
        faults.Require(WorkingHours.TryParse(options.WorkingHours, out _), "WorkingHours", "is not a span of hours of one day", "07:30-18:30");
        faults.Require(options.WorkingDays is BotOptions.SchoolDays or BotOptions.EveryDay, "WorkingDays", "must be SchoolDays or EveryDay", BotOptions.SchoolDays);
        return faults.ToResult();
    }

    private static void RequireUsers(SettingFaults faults, string key, IList<string> users)
    {
        for (var i = 0; i < users.Count; i++)
            faults.Require(UserId.TryParse(users[i], out _), $"{key}:{i}", "is not a Matrix id", ExampleUser);
    }

    private static bool IsKnownCulture(string culture)
    {
        try
        {
            return CultureInfo.GetCultureInfo(culture).TwoLetterISOLanguageName is "fr" or "en";
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
