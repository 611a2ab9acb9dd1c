using Microsoft.Extensions.Options;
using RupnBot.Almanac.Fetching;
using RupnBot.Configuration;
using RupnBot.Sources.Catalog;

namespace RupnBot.Almanac;

internal sealed class RemindersOptionsValidator : IValidateOptions<RemindersOptions>
{
    private const int Most = 50;
    private const string Example = "https://ww2.ac-poitiers.fr/srane/film-annuel.ics";

    public ValidateOptionsResult Validate(string? name, RemindersOptions options)
    {
        var faults = new SettingFaults(RemindersOptions.Section);
        faults.Require(options.ReadHours is >= 1 and <= 168, "ReadHours", "must be between 1 and 168", "6");
        faults.Require(options.Calendars.Count <= Most, "Calendars", $"has more than {Most} calendars", "fewer calendars");
        for (var i = 0; i < options.Calendars.Count; i++)
        {
            var calendar = options.Calendars[i];
            faults.Require(Topic.Fold(calendar.Name ?? "").Length > 0, $"Calendars:{i}:Name", "is missing", "Film annuel");
            faults.Require(options.Calendars.Take(i).All(other => Topic.Fold(other.Name ?? "") != Topic.Fold(calendar.Name ?? "")), $"Calendars:{i}:Name", "stands twice", "Film annuel");
            faults.Require(CalendarAddress.Parse(calendar.Address ?? "") is not null, $"Calendars:{i}:Address", "is not the address of a calendar", Example);
            faults.Require(options.Calendars.Take(i).All(other => other.Address != calendar.Address), $"Calendars:{i}:Address", "stands twice", Example);
        }

        return faults.ToResult();
    }
}
