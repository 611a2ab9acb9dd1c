namespace RupnBot.Demo.Colleagues;

/// <summary>The kinds of room that Tchap knows and that are not encrypted.</summary>
public enum SalonKind
{
    /// <summary>« Salon privé non chiffré »: by invitation, history from the invitation on.</summary>
    Private,

    /// <summary>« Forum »: anyone of the server may join, history visible to all members.</summary>
    Forum,
}
