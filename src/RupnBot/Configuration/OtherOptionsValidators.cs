using Microsoft.Extensions.Options;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Pages;

namespace RupnBot.Configuration;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = new SettingFaults(StorageOptions.Section);
        faults.Require(!string.IsNullOrWhiteSpace(options.Path), "Path", "is missing", "/var/lib/rupnbot");
        faults.Require(!File.Exists(options.Path), "Path", "is a file; a folder is wanted", "/var/lib/rupnbot");
        return faults.ToResult();
    }
}

internal sealed class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>
{
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        var faults = new SettingFaults(PrivacyOptions.Section);
        faults.Require(!string.IsNullOrWhiteSpace(options.Controller), "Controller", "is missing", "Rectorat de l'académie de Poitiers");
        faults.Require(!string.IsNullOrWhiteSpace(options.Contact), "Contact", "is missing", "dpd@ac-poitiers.fr");
        faults.Require(options.VoteRetentionDays is >= 1 and <= 3650, "VoteRetentionDays", "must be between 1 and 3650", "60");
        faults.Require(options.PollRetentionDays is >= 1 and <= 3650, "PollRetentionDays", "must be between 1 and 3650", "1095");
        return faults.ToResult();
    }
}

internal sealed class SourcesOptionsValidator : IValidateOptions<SourcesOptions>
{
    private const int MaximumSources = 500;

    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var faults = new SettingFaults(SourcesOptions.Section);
        faults.Require(options.PollMinutes is >= 1 and <= 1440, "PollMinutes", "must be between 1 and 1440", "30");
        faults.Require(options.ArchiveDays is >= 30 and <= 3650, "ArchiveDays", "must be between 30 and 3650", "1095");
        faults.Require(options.MaximumOwn is >= 0 and <= 2000, "MaximumOwn", "must be between 0 and 2000", "200");
        faults.Require(options.MaximumOwnPerSalon is >= 0 and <= 100, "MaximumOwnPerSalon", "must be between 0 and 100", "10");
        faults.Require(options.Catalog.Count <= MaximumSources, "Catalog", $"has more than {MaximumSources} sources", "fewer sources");
        for (var i = 0; i < options.Catalog.Count; i++)
        {
            var source = options.Catalog[i];
            faults.Require(!string.IsNullOrWhiteSpace(source.Name), $"Catalog:{i}:Name", "is missing", "SRANE");
            faults.Require(options.Catalog.Take(i).All(other => Topic.Fold(other.Name ?? "") != Topic.Fold(source.Name ?? "")), $"Catalog:{i}:Name", "stands twice", "SRANE");
            faults.Require(options.Catalog.Take(i).All(other => other.Address != source.Address), $"Catalog:{i}:Address", "stands twice", "https://ww2.ac-poitiers.fr/srane/spip.php?page=backend");
            faults.Require(Uri.TryCreate(source.Address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https"), $"Catalog:{i}:Address", "is not an http(s) address", "https://ww2.ac-poitiers.fr/srane/spip.php?page=backend");
            if (source.Page is { } page) Validate(faults, $"Catalog:{i}:Page", page);
        }

        return faults.ToResult();
    }

    private static void Validate(SettingFaults faults, string key, PageOptions page)
    {
        faults.Require(!string.IsNullOrWhiteSpace(page.Item), $"{key}:Item", "is missing", "article.actualite");
        faults.Require(page.MaximumPages is >= 1 and <= 10, $"{key}:MaximumPages", "must be between 1 and 10", "2");
        Selector("Item", page.Item, "article.actualite");
        Selector("Title", page.Title, "h2");
        Selector("Link", page.Link, "h2 a");
        Selector("Date", page.Date, ".date");
        Selector("Summary", page.Summary, "p.chapo");
        Selector("Next", page.Next, "a[rel=next]");

        void Selector(string name, string? written, string example) =>
            faults.Require(string.IsNullOrWhiteSpace(written) || PageSelector.IsOne(written), $"{key}:{name}", "is not a CSS selector", example);
    }
}
