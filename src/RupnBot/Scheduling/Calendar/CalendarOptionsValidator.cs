using Microsoft.Extensions.Options;

namespace RupnBot.Scheduling.Calendar;

internal sealed class CalendarOptionsValidator : IValidateOptions<CalendarOptions>
{
    public ValidateOptionsResult Validate(string? name, CalendarOptions options)
    {
        var faults = new List<string>();
        if (options.Address is { } address && (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add("Calendar:Address: must be an absolute https address, for instance "
                + "https://data.education.gouv.fr/api/explore/v2.1/catalog/datasets/fr-en-calendrier-scolaire/exports/json");
        }

        if (options.Path is { } path && string.IsNullOrWhiteSpace(path))
        {
            faults.Add("Calendar:Path: must not be blank, for instance /etc/rupnbot/school-holidays.json");
        }

        if (options.RefreshDays is < 1 or > 90)
        {
            faults.Add("Calendar:RefreshDays: must be between 1 and 90, for instance 7");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
