using System.Text;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>Keeps <see cref="Room"/> and its members in step with the state events of /sync.</summary>
internal static class RoomProjection
{
    private const int MaximumNameLength = 200;

    /// <summary>Applies one state event; anything malformed leaves the last good value in place.</summary>
    public static void Apply(Room room, MatrixEvent state, MemberTable members, UserId self)
    {
        if (state.Type != EventTypes.Member && state.StateKey is not "") return;
        switch (state.Content)
        {
            case MemberContent member when UserId.TryParse(state.StateKey, out var user):
                ApplyMember(room, state, member, user, members, self);
                break;
            case RoomNameContent name:
                room.Name = Shorten(name.Name);
                break;
            case CanonicalAliasContent alias:
                room.CanonicalAlias = Shorten(alias.Alias);
                break;
            case CreateContent:
                room.CreateContent = Json(state);
                room.Creator = state.Sender;
                break;
            case PowerLevelsContent:
                room.PowerLevels = Json(state);
                break;
            case TombstoneContent tombstone when tombstone.Replacement != room.Id:
                room.Successor = tombstone.Replacement;
                break;
            case EncryptionContent encryption:
                Encrypt(room, state);
                (room.RotationPeriodMs, room.RotationMessages) = (encryption.RotationPeriodMs, encryption.RotationPeriodMessages);
                break;
            case JoinRulesContent rules:
                room.JoinRule = rules.JoinRule;
                break;
            case HistoryVisibilityContent history:
                room.HistoryVisibility = history.Visibility;
                break;
            case AccessRulesContent rules:
                room.AccessRule = rules.Rule;
                room.IsDirect |= rules.Rule == "direct";
                break;
            case UnknownContent when state.Type == EventTypes.Encryption:
                // Malformed or redacted as it may be, it means that members write in cipher: nothing goes out in clear.
                Encrypt(room, state);
                break;
        }
    }

    // A latch, and the first event that set it says since when.
    private static void Encrypt(Room room, MatrixEvent state)
    {
        room.IsEncrypted = true;
        var at = Instants.FromUnixMilliseconds(state.OriginServerTs);
        if (room.EncryptedAt is null || at < room.EncryptedAt) room.EncryptedAt = at;
    }

    private static void ApplyMember(Room room, MatrixEvent state, MemberContent member, UserId user, MemberTable members, UserId self)
    {
        if (member.Membership is Membership.Join or Membership.Invite)
            members.Put(room.Id, user, member.Membership == Membership.Join, Shorten(member.DisplayName));
        else
            members.Remove(room.Id, user);

        if (user != self) return;
        if (member.IsDirect) room.IsDirect = true;
        if (member.Membership != Membership.Join)
        {
            room.JoinEvent = null;
            return;
        }

        // A new name is a join over a join; anything else is the bot coming in, or coming back.
        var isBack = state.PreviousContent is MemberContent { Membership: not Membership.Join };
        if (room.JoinEvent is not null && !isBack) return;
        room.JoinEvent = state.EventId;
        room.JoinedAt = Instants.FromUnixMilliseconds(state.OriginServerTs);
    }

    private static string Json(MatrixEvent state) => Encoding.UTF8.GetString(state.ContentJson.Span);

    private static string? Shorten(string? text) => text is { Length: > MaximumNameLength } ? text[..MaximumNameLength] : text;
}
