using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RupnBot.Sources.Fetching;

[OptionsValidator]
internal sealed partial class FetchOptionsValidator : IValidateOptions<FetchOptions>;

/// <summary>Every entry of a list is <c>host:port</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HostAndPortAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null || (value is IEnumerable<string?> entries && entries.All(entry => PrivateEndpoints.TryParse(entry, out _)));
}
