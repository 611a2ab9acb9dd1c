using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.member</c>: the standing of the user named by the state key.</summary>
public sealed record MemberContent(Membership Membership) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.Member;

    /// <summary>The name shown in this room; whatever its bearer wrote.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The <c>mxc://</c> address of the picture.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>On an invite: the inviter opens a direct chat.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Why, when somebody said so.</summary>
    public string? Reason { get; init; }

    internal static MemberContent? Read(JsonElement content)
    {
        if (content.StringOrNull("membership") is not { } membership) return null;
        return new MemberContent(Parse(membership))
        {
            DisplayName = content.StringOrNull("displayname"),
            AvatarUrl = content.StringOrNull("avatar_url"),
            IsDirect = content.BooleanOrNull("is_direct") ?? false,
            Reason = content.StringOrNull("reason"),
        };
    }

    private static Membership Parse(string text) => text switch
    {
        "join" => Membership.Join,
        "invite" => Membership.Invite,
        "ban" => Membership.Ban,
        "knock" => Membership.Knock,
        _ => Membership.Leave,
    };

    internal static string Word(Membership membership) => membership switch
    {
        Membership.Join => "join",
        Membership.Invite => "invite",
        Membership.Ban => "ban",
        Membership.Knock => "knock",
        _ => "leave",
    };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("membership", Word(Membership));
        if (DisplayName is not null) writer.WriteString("displayname", DisplayName);
        if (AvatarUrl is not null) writer.WriteString("avatar_url", AvatarUrl);
        if (IsDirect) writer.WriteBoolean("is_direct", true);
        if (Reason is not null) writer.WriteString("reason", Reason);
    }
}
