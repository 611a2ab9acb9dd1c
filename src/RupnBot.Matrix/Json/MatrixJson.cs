using System.Text.Json;
using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

/// <summary>Source-generated reading and writing of every request and answer that is not an event.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(UserIdConverter), typeof(RoomIdConverter), typeof(EventIdConverter), typeof(DeviceIdConverter)])]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(RefreshAnswer))]
[JsonSerializable(typeof(LoginFlowsAnswer))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(ServerVersions))]
[JsonSerializable(typeof(WellKnownAnswer))]
[JsonSerializable(typeof(TchapAnswer))]
[JsonSerializable(typeof(CapabilitiesAnswer))]
[JsonSerializable(typeof(FilterAnswer))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(CreateRoomRequest))]
[JsonSerializable(typeof(RoomAnswer))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(MemberRequest))]
[JsonSerializable(typeof(JoinedRoomsAnswer))]
[JsonSerializable(typeof(UpgradeRequest))]
[JsonSerializable(typeof(UpgradeAnswer))]
[JsonSerializable(typeof(PublicRoomsRequest))]
[JsonSerializable(typeof(PublicRoomsPage))]
[JsonSerializable(typeof(ResolvedAlias))]
[JsonSerializable(typeof(TypingRequest))]
[JsonSerializable(typeof(ReadMarkersRequest))]
[JsonSerializable(typeof(JoinedMembersAnswer))]
[JsonSerializable(typeof(MatrixProfile))]
[JsonSerializable(typeof(Presence))]
[JsonSerializable(typeof(PresenceRequest))]
[JsonSerializable(typeof(MediaConfigAnswer))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(UserSearchRequest))]
[JsonSerializable(typeof(UserSearchPage))]
[JsonSerializable(typeof(TagsAnswer))]
[JsonSerializable(typeof(RoomTag))]
[JsonSerializable(typeof(DevicesAnswer))]
[JsonSerializable(typeof(RenameDeviceRequest))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MatrixJson : JsonSerializerContext;
