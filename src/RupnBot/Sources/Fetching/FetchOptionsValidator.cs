using System.Globalization;
using Microsoft.Extensions.Options;

namespace RupnBot.Sources.Fetching;

// By hand: the generated validator replaces the message of a range by its own, which names neither the key nor an example.
internal sealed class FetchOptionsValidator : IValidateOptions<FetchOptions>
{
    private const int MaximumContactLength = 200;

    public ValidateOptionsResult Validate(string? name, FetchOptions options)
    {
        string?[] faults =
        [
            Outside(nameof(options.FetchTimeLimit), options.FetchTimeLimit, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), "00:00:15"),
            Outside(nameof(options.MaximumBytes), options.MaximumBytes, 1024, 64 * 1024 * 1024, "10485760"),
            Outside(nameof(options.MaximumHeaderKibibytes), options.MaximumHeaderKibibytes, 4, 256, "32"),
            Outside(nameof(options.MaximumRedirects), options.MaximumRedirects, 0, 10, "5"),
            Outside(nameof(options.HostDelay), options.HostDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1), "00:00:01"),
            Outside(nameof(options.HostWait), options.HostWait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), "00:02:00"),
            IsContact(options.Contact) ? null : Fault(
                nameof(options.Contact), "must be a web or mail address in plain ASCII without brackets", "https://srane.example.fr/robot"),
            .. options.AllowPrivate.Select((entry, i) => PrivateEndpoints.TryParse(entry, out _) ? null : Fault(
                string.Create(CultureInfo.InvariantCulture, $"{nameof(options.AllowPrivate)}:{i}"), "must be host:port", "127.0.0.1:8080")),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    // It stands in a comment of User-Agent (RFC 9110, section 5.6.5), which brackets and backslashes would end or escape.
    private static bool IsContact(string? contact) =>
        contact is null || (contact.Length is > 0 and <= MaximumContactLength && contact.All(c => c is > ' ' and <= '~' and not ('(' or ')' or '\\')));

    private static string? Outside<T>(string key, T value, T minimum, T maximum, string example) where T : IComparable<T>, IFormattable =>
        value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0
            ? null
            : Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be between {minimum} and {maximum}"), example);

    private static string Fault(string key, string wrong, string example) => $"{FetchOptions.Section}:{key}: {wrong}, for instance {example}";
}
