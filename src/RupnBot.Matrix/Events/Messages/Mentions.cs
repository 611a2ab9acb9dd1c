using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.mentions</c>: who is to be notified (specification, "User and room mentions").</summary>
public sealed record Mentions(IReadOnlyList<UserId> Users, bool Room = false)
{
    private const int MaximumUsers = 200;

    /// <summary>Nobody: written as an empty object, so that no client searches the body for names.</summary>
    public static Mentions None { get; } = new([]);

    internal static Mentions? Read(JsonElement content)
    {
        if (content.ObjectOrNull("m.mentions") is not { } mentions) return null;
        var users = new List<UserId>();
        foreach (var entry in mentions.Items("user_ids", MaximumUsers))
            if (UserId.TryParse(entry.AsString(), out var user)) users.Add(user);
        return new Mentions(users, mentions.BooleanOrNull("room") ?? false);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("m.mentions");
        if (Users.Count > 0)
        {
            writer.WriteStartArray("user_ids");
            foreach (var user in Users) writer.WriteStringValue(user.Value);
            writer.WriteEndArray();
        }
        if (Room) writer.WriteBoolean("room", true);
        writer.WriteEndObject();
    }
}
