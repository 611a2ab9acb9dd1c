using System.Globalization;
using System.Reflection;
using RupnBot.Configuration;

namespace RupnBot.Tests.Configuration;

/// <summary>Every key the process reads, found in its option classes; an element of a list is <c>N</c>.</summary>
internal static class SettingKeys
{
    /// <summary>The keys with their defaults as one would write them; null when there is none.</summary>
    public static IReadOnlyDictionary<string, string?> All { get; } = typeof(MatrixOptions).Assembly.GetTypes()
        .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true })
        .SelectMany(type => Of(type, (string)type.GetField("Section")!.GetRawConstantValue()!))
        .ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string?>> Of(Type type, string section)
    {
        var defaults = Activator.CreateInstance(type)!;
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => Of(property, defaults, $"{section}:{property.Name}"));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Of(PropertyInfo property, object defaults, string key)
    {
        var type = property.PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
            return IsNested(type.GenericTypeArguments[0]) ? Of(type.GenericTypeArguments[0], $"{key}:N") : [KeyValuePair.Create(key, default(string))];
        // What has no setter is computed.
        if (!property.CanWrite) return [];
        if (IsNested(type)) return Of(type, key);
        var value = property.GetValue(defaults);
        return [KeyValuePair.Create(key, value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture))];
    }

    private static bool IsNested(Type type) => type.IsClass && type.Assembly == typeof(MatrixOptions).Assembly;
}
