using System.Reflection;

namespace RupnBot.Configuration;

/// <summary>The names of all settings there are, read off the option classes; an element of a list is <c>*</c>.</summary>
internal static class SettingNames
{
    public const string Element = "*";

    /// <summary>For instance <c>Bot:TimeZone</c>, <c>Sources:Catalog:*:Name</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(SettingNames).Assembly.GetTypes()
            .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true })
            .SelectMany(type => Of(type, (string)type.GetField("Section")!.GetRawConstantValue()!)),
    ];

    private static IEnumerable<string> Of(Type type, string path) =>
        IsNested(type) ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => Of(property, $"{path}:{property.Name}")) : [path];

    private static IEnumerable<string> Of(PropertyInfo property, string path)
    {
        var type = property.PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>)) return Of(type.GenericTypeArguments[0], $"{path}:{Element}");
        // What has no setter is computed.
        return property.CanWrite ? Of(type, path) : [];
    }

    private static bool IsNested(Type type) => type.IsClass && type.Assembly == typeof(SettingNames).Assembly;
}
