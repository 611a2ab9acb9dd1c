using Microsoft.Extensions.Options;
using RupnBot.Configuration;

namespace RupnBot.Newsletters;

/// <summary>Letters to many salons.</summary>
public sealed class NewsletterOptions
{
    public const string Section = "Newsletters";

    /// <summary>Days after which a letter that has ended is erased, with its list of salons. 30 to 3650.</summary>
    public int RetentionDays { get; set; } = 365;

    /// <summary>Days after which a draft nobody spoke of is erased. 1 to 365.</summary>
    public int DraftDays { get; set; } = 30;

    /// <summary>Megabytes a picture or an attachment may have. 1 to 50.</summary>
    public int LargestFileMegabytes { get; set; } = 10;
}

internal sealed class NewsletterOptionsValidator : IValidateOptions<NewsletterOptions>
{
    public ValidateOptionsResult Validate(string? name, NewsletterOptions options)
    {
        var faults = new SettingFaults(NewsletterOptions.Section);
        faults.Require(options.RetentionDays is >= 30 and <= 3650, "RetentionDays", "must be between 30 and 3650", "365");
        faults.Require(options.DraftDays is >= 1 and <= 365, "DraftDays", "must be between 1 and 365", "30");
        faults.Require(options.LargestFileMegabytes is >= 1 and <= 50, "LargestFileMegabytes", "must be between 1 and 50", "10");
        return faults.ToResult();
    }
}
