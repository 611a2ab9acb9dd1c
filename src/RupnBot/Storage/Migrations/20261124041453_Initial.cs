using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "crypto_account",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    DeviceId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsPublished = table.Column<bool>(type: "INTEGER", nullable: false),
                    ServerOneTimeKeys = table.Column<int>(type: "INTEGER", nullable: false),
                    Generation = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "crypto_devices",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    DeviceId = table.Column<string>(type: "TEXT", nullable: false),
                    Curve25519 = table.Column<string>(type: "TEXT", nullable: false),
                    Ed25519 = table.Column<string>(type: "TEXT", nullable: false),
                    KeysJson = table.Column<string>(type: "TEXT", nullable: false),
                    IsCrossSigned = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsBlacklisted = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UnwedgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NeedsNewSession = table.Column<bool>(type: "INTEGER", nullable: false),
                    KeysAgainAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextClaimAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailedClaims = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_devices", x => new { x.UserId, x.DeviceId });
                });

            migrationBuilder.CreateTable(
                name: "crypto_inbound_sessions",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SenderKey = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerDevice = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerSigningKey = table.Column<string>(type: "TEXT", nullable: true),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    IsSharedHistory = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsBackedUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstKnownIndex = table.Column<long>(type: "INTEGER", nullable: false),
                    UsesForgottenBelow = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_inbound_sessions", x => new { x.RoomId, x.SessionId });
                });

            migrationBuilder.CreateTable(
                name: "crypto_key_shares",
                columns: table => new
                {
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    DeviceId = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    IdentityKey = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    MessageIndex = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: true),
                    WithheldCode = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_key_shares", x => new { x.SessionId, x.UserId, x.DeviceId });
                });

            migrationBuilder.CreateTable(
                name: "crypto_olm_seen",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_olm_seen", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "crypto_olm_sessions",
                columns: table => new
                {
                    SenderKey = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsReceiveOnly = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_olm_sessions", x => new { x.SenderKey, x.SessionId });
                });

            migrationBuilder.CreateTable(
                name: "crypto_outbound_sessions",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Messages = table.Column<int>(type: "INTEGER", nullable: false),
                    HistoryVisibility = table.Column<string>(type: "TEXT", nullable: false),
                    IsInvalid = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_outbound_sessions", x => x.RoomId);
                });

            migrationBuilder.CreateTable(
                name: "crypto_replays",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    MessageIndex = table.Column<long>(type: "INTEGER", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    OriginServerTs = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_replays", x => new { x.RoomId, x.SessionId, x.MessageIndex });
                });

            migrationBuilder.CreateTable(
                name: "crypto_secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_secrets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "crypto_to_device",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    EventType = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Targets = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_to_device", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "crypto_undecryptable",
                columns: table => new
                {
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Failure = table.Column<int>(type: "INTEGER", nullable: false),
                    IsHistory = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_undecryptable", x => x.EventId);
                });

            migrationBuilder.CreateTable(
                name: "crypto_users",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    IsOutdated = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    QueriedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MasterKey = table.Column<string>(type: "TEXT", nullable: true),
                    SelfSigningKey = table.Column<string>(type: "TEXT", nullable: true),
                    PinnedMasterKey = table.Column<string>(type: "TEXT", nullable: true),
                    NextQueryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailedQueries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_users", x => x.UserId);
                });

            migrationBuilder.CreateTable(
                name: "crypto_withheld",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    Sender = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crypto_withheld", x => new { x.RoomId, x.SessionId });
                });

            migrationBuilder.CreateTable(
                name: "digest_slots",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Offered = table.Column<int>(type: "INTEGER", nullable: false),
                    Shown = table.Column<int>(type: "INTEGER", nullable: false),
                    OutboxId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_digest_slots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "failed_events",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failed_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "forgotten_articles",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_forgotten_articles", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "handled_commands",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handled_commands", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matrix_account",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    DeviceId = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: true),
                    AccessToken = table.Column<string>(type: "TEXT", nullable: true),
                    RefreshToken = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Homeserver = table.Column<string>(type: "TEXT", nullable: true),
                    RenewalMailAskedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matrix_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    PollId = table.Column<long>(type: "INTEGER", nullable: false),
                    SalonId = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsCancelled = table.Column<bool>(type: "INTEGER", nullable: false),
                    EveDone = table.Column<bool>(type: "INTEGER", nullable: false),
                    HourDone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meetings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    EventType = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Ciphertext = table.Column<string>(type: "TEXT", nullable: true),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    TransactionId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AttemptedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotAfter = table.Column<long>(type: "INTEGER", nullable: true),
                    DependsOnId = table.Column<long>(type: "INTEGER", nullable: true),
                    Target = table.Column<string>(type: "TEXT", nullable: true),
                    EventId = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    TellRoomId = table.Column<string>(type: "TEXT", nullable: true),
                    AttachmentId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_attachments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsEncrypted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    IsUploaded = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_attachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pending_questions",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", nullable: false),
                    Rest = table.Column<string>(type: "TEXT", nullable: false),
                    RepliedTo = table.Column<string>(type: "TEXT", nullable: true),
                    Slot = table.Column<string>(type: "TEXT", nullable: false),
                    Choices = table.Column<string>(type: "TEXT", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_questions", x => new { x.RoomId, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "poll_series",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SalonId = table.Column<string>(type: "TEXT", nullable: false),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: false),
                    Rhythm = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RoundSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextSlot = table.Column<string>(type: "TEXT", nullable: true),
                    TellRoomId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poll_series", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "poll_templates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poll_templates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "polls",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    SalonId = table.Column<string>(type: "TEXT", nullable: false),
                    StartEvent = table.Column<string>(type: "TEXT", nullable: true),
                    TextRowId = table.Column<long>(type: "INTEGER", nullable: true),
                    StartRowId = table.Column<long>(type: "INTEGER", nullable: true),
                    EndRowId = table.Column<long>(type: "INTEGER", nullable: true),
                    ResultRowId = table.Column<long>(type: "INTEGER", nullable: true),
                    IsOwn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Form = table.Column<int>(type: "INTEGER", nullable: false),
                    Creator = table.Column<string>(type: "TEXT", nullable: true),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    MaxSelections = table.Column<int>(type: "INTEGER", nullable: false),
                    Dates = table.Column<string>(type: "TEXT", nullable: true),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    SeriesId = table.Column<long>(type: "INTEGER", nullable: true),
                    Slot = table.Column<string>(type: "TEXT", nullable: true),
                    Threshold = table.Column<int>(type: "INTEGER", nullable: true),
                    ThresholdToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CloseAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndEvent = table.Column<string>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Result = table.Column<string>(type: "TEXT", nullable: true),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MissedVotes = table.Column<bool>(type: "INTEGER", nullable: false),
                    TellRoomId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_polls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "referents",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    NamedBy = table.Column<string>(type: "TEXT", nullable: false),
                    NamedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_referents", x => new { x.RoomId, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "room_members",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    IsJoined = table.Column<bool>(type: "INTEGER", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_room_members", x => new { x.RoomId, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "rooms",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Membership = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    CanonicalAlias = table.Column<string>(type: "TEXT", nullable: true),
                    IsDirect = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsEncrypted = table.Column<bool>(type: "INTEGER", nullable: false),
                    EncryptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RotationPeriodMs = table.Column<long>(type: "INTEGER", nullable: true),
                    RotationMessages = table.Column<long>(type: "INTEGER", nullable: true),
                    KeysWanted = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreateContent = table.Column<string>(type: "TEXT", nullable: true),
                    Creator = table.Column<string>(type: "TEXT", nullable: true),
                    PowerLevels = table.Column<string>(type: "TEXT", nullable: true),
                    AccessRule = table.Column<string>(type: "TEXT", nullable: true),
                    JoinRule = table.Column<string>(type: "TEXT", nullable: true),
                    HistoryVisibility = table.Column<string>(type: "TEXT", nullable: true),
                    Successor = table.Column<string>(type: "TEXT", nullable: true),
                    Inviter = table.Column<string>(type: "TEXT", nullable: true),
                    JoinEvent = table.Column<string>(type: "TEXT", nullable: true),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WelcomedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rooms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "salon_pauses",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Refusals = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_salon_pauses", x => x.RoomId);
                });

            migrationBuilder.CreateTable(
                name: "seen_redactions",
                columns: table => new
                {
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seen_redactions", x => x.EventId);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    FoldedName = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    MovedTo = table.Column<string>(type: "TEXT", nullable: true),
                    IsCatalog = table.Column<bool>(type: "INTEGER", nullable: false),
                    Topics = table.Column<string>(type: "TEXT", nullable: false),
                    FoldedTopics = table.Column<string>(type: "TEXT", nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    NextPollAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    LastModified = table.Column<string>(type: "TEXT", nullable: true),
                    ValidatorsFrom = table.Column<string>(type: "TEXT", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    FailureReason = table.Column<string>(type: "TEXT", nullable: true),
                    FailureStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    AlertedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstFetchedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sync_position",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    NextBatch = table.Column<string>(type: "TEXT", nullable: true),
                    FirstStart = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sync_position", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "timeline_gaps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timeline_gaps", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "digest_readings",
                columns: table => new
                {
                    PlaceId = table.Column<string>(type: "TEXT", nullable: false),
                    SlotId = table.Column<long>(type: "INTEGER", nullable: false),
                    Read = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_digest_readings", x => x.PlaceId);
                    table.ForeignKey(
                        name: "FK_digest_readings_digest_slots_SlotId",
                        column: x => x.SlotId,
                        principalTable: "digest_slots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "poll_ballots",
                columns: table => new
                {
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    PollId = table.Column<long>(type: "INTEGER", nullable: false),
                    Voter = table.Column<string>(type: "TEXT", nullable: false),
                    Timestamp = table.Column<long>(type: "INTEGER", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: true),
                    IsMark = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poll_ballots", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_poll_ballots_polls_PollId",
                        column: x => x.PollId,
                        principalTable: "polls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "poll_ends",
                columns: table => new
                {
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    PollId = table.Column<long>(type: "INTEGER", nullable: false),
                    Timestamp = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poll_ends", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_poll_ends_polls_PollId",
                        column: x => x.PollId,
                        principalTable: "polls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "articles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<long>(type: "INTEGER", nullable: true),
                    AlsoIn = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<string>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: true),
                    Author = table.Column<string>(type: "TEXT", nullable: true),
                    Topics = table.Column<string>(type: "TEXT", nullable: false),
                    FoldedTopics = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LinkKey = table.Column<string>(type: "TEXT", nullable: true),
                    TitleKey = table.Column<string>(type: "TEXT", nullable: true),
                    IsBacklog = table.Column<bool>(type: "INTEGER", nullable: false),
                    RelayedTo = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_articles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_articles_sources_SourceId",
                        column: x => x.SourceId,
                        principalTable: "sources",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<long>(type: "INTEGER", nullable: true),
                    FoldedTopic = table.Column<string>(type: "TEXT", nullable: true),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Cadence = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Filter = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SlotKey = table.Column<string>(type: "TEXT", nullable: false),
                    SlotDue = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_subscriptions_sources_SourceId",
                        column: x => x.SourceId,
                        principalTable: "sources",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "article_offers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    SlotId = table.Column<long>(type: "INTEGER", nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_offers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_article_offers_articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_article_offers_digest_slots_SlotId",
                        column: x => x.SlotId,
                        principalTable: "digest_slots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_article_offers_ArticleId",
                table: "article_offers",
                column: "ArticleId");

            migrationBuilder.CreateIndex(
                name: "IX_article_offers_At",
                table: "article_offers",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_article_offers_RoomId_ArticleId",
                table: "article_offers",
                columns: new[] { "RoomId", "ArticleId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_article_offers_SlotId",
                table: "article_offers",
                column: "SlotId");

            migrationBuilder.CreateIndex(
                name: "IX_articles_FirstSeenAt",
                table: "articles",
                column: "FirstSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_articles_Key",
                table: "articles",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_articles_LinkKey",
                table: "articles",
                column: "LinkKey");

            migrationBuilder.CreateIndex(
                name: "IX_articles_RelayedTo",
                table: "articles",
                column: "RelayedTo");

            migrationBuilder.CreateIndex(
                name: "IX_articles_SourceId_FirstSeenAt",
                table: "articles",
                columns: new[] { "SourceId", "FirstSeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_articles_TitleKey",
                table: "articles",
                column: "TitleKey");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_devices_NeedsNewSession",
                table: "crypto_devices",
                column: "NeedsNewSession");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_inbound_sessions_IsBackedUp_ReceivedAt",
                table: "crypto_inbound_sessions",
                columns: new[] { "IsBackedUp", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_crypto_key_shares_RequestId",
                table: "crypto_key_shares",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_key_shares_UserId",
                table: "crypto_key_shares",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_olm_seen_At",
                table: "crypto_olm_seen",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_replays_At",
                table: "crypto_replays",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_to_device_CreatedAt",
                table: "crypto_to_device",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_undecryptable_At",
                table: "crypto_undecryptable",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_crypto_undecryptable_RoomId_SessionId",
                table: "crypto_undecryptable",
                columns: new[] { "RoomId", "SessionId" });

            migrationBuilder.CreateIndex(
                name: "IX_crypto_users_IsOutdated_QueriedAt",
                table: "crypto_users",
                columns: new[] { "IsOutdated", "QueriedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_crypto_withheld_At",
                table: "crypto_withheld",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_digest_readings_SlotId",
                table: "digest_readings",
                column: "SlotId");

            migrationBuilder.CreateIndex(
                name: "IX_digest_slots_RoomId_Day",
                table: "digest_slots",
                columns: new[] { "RoomId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_digest_slots_State",
                table: "digest_slots",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_handled_commands_At",
                table: "handled_commands",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_Kind_Key",
                table: "jobs",
                columns: new[] { "Kind", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_jobs_RunAt",
                table: "jobs",
                column: "RunAt");

            migrationBuilder.CreateIndex(
                name: "IX_meetings_Key",
                table: "meetings",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_meetings_SalonId",
                table: "meetings",
                column: "SalonId");

            migrationBuilder.CreateIndex(
                name: "IX_meetings_StartsAt",
                table: "meetings",
                column: "StartsAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DependsOnId",
                table: "outbox",
                column: "DependsOnId");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_EventId",
                table: "outbox",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Key",
                table: "outbox",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_RoomId_State_Priority_Id",
                table: "outbox",
                columns: new[] { "RoomId", "State", "Priority", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_State_Priority_Id",
                table: "outbox",
                columns: new[] { "State", "Priority", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_TransactionId",
                table: "outbox",
                column: "TransactionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pending_questions_ExpiresAt",
                table: "pending_questions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_poll_ballots_PollId_Voter",
                table: "poll_ballots",
                columns: new[] { "PollId", "Voter" });

            migrationBuilder.CreateIndex(
                name: "IX_poll_ends_PollId",
                table: "poll_ends",
                column: "PollId");

            migrationBuilder.CreateIndex(
                name: "IX_poll_series_NextAt",
                table: "poll_series",
                column: "NextAt");

            migrationBuilder.CreateIndex(
                name: "IX_poll_series_SalonId",
                table: "poll_series",
                column: "SalonId");

            migrationBuilder.CreateIndex(
                name: "IX_poll_templates_Name",
                table: "poll_templates",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_polls_Key",
                table: "polls",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_polls_RoomId_State",
                table: "polls",
                columns: new[] { "RoomId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_polls_SalonId_OpenedAt",
                table: "polls",
                columns: new[] { "SalonId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_polls_SeriesId_Slot",
                table: "polls",
                columns: new[] { "SeriesId", "Slot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_polls_StartEvent",
                table: "polls",
                column: "StartEvent",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_polls_State_EndsAt",
                table: "polls",
                columns: new[] { "State", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_referents_UserId",
                table: "referents",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_room_members_UserId",
                table: "room_members",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_rooms_Successor",
                table: "rooms",
                column: "Successor");

            migrationBuilder.CreateIndex(
                name: "IX_seen_redactions_RoomId",
                table: "seen_redactions",
                column: "RoomId");

            migrationBuilder.CreateIndex(
                name: "IX_sources_Address",
                table: "sources",
                column: "Address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sources_FoldedName",
                table: "sources",
                column: "FoldedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sources_IsRetired_NextPollAt",
                table: "sources",
                columns: new[] { "IsRetired", "NextPollAt" });

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_CreatedBy",
                table: "subscriptions",
                column: "CreatedBy");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_NextAt",
                table: "subscriptions",
                column: "NextAt");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_RoomId_Target",
                table: "subscriptions",
                columns: new[] { "RoomId", "Target" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_SourceId",
                table: "subscriptions",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_timeline_gaps_NextAttemptAt",
                table: "timeline_gaps",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_timeline_gaps_RoomId_From",
                table: "timeline_gaps",
                columns: new[] { "RoomId", "From" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "article_offers");

            migrationBuilder.DropTable(
                name: "crypto_account");

            migrationBuilder.DropTable(
                name: "crypto_devices");

            migrationBuilder.DropTable(
                name: "crypto_inbound_sessions");

            migrationBuilder.DropTable(
                name: "crypto_key_shares");

            migrationBuilder.DropTable(
                name: "crypto_olm_seen");

            migrationBuilder.DropTable(
                name: "crypto_olm_sessions");

            migrationBuilder.DropTable(
                name: "crypto_outbound_sessions");

            migrationBuilder.DropTable(
                name: "crypto_replays");

            migrationBuilder.DropTable(
                name: "crypto_secrets");

            migrationBuilder.DropTable(
                name: "crypto_to_device");

            migrationBuilder.DropTable(
                name: "crypto_undecryptable");

            migrationBuilder.DropTable(
                name: "crypto_users");

            migrationBuilder.DropTable(
                name: "crypto_withheld");

            migrationBuilder.DropTable(
                name: "digest_readings");

            migrationBuilder.DropTable(
                name: "failed_events");

            migrationBuilder.DropTable(
                name: "forgotten_articles");

            migrationBuilder.DropTable(
                name: "handled_commands");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "matrix_account");

            migrationBuilder.DropTable(
                name: "meetings");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outbox_attachments");

            migrationBuilder.DropTable(
                name: "pending_questions");

            migrationBuilder.DropTable(
                name: "poll_ballots");

            migrationBuilder.DropTable(
                name: "poll_ends");

            migrationBuilder.DropTable(
                name: "poll_series");

            migrationBuilder.DropTable(
                name: "poll_templates");

            migrationBuilder.DropTable(
                name: "referents");

            migrationBuilder.DropTable(
                name: "room_members");

            migrationBuilder.DropTable(
                name: "rooms");

            migrationBuilder.DropTable(
                name: "salon_pauses");

            migrationBuilder.DropTable(
                name: "seen_redactions");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "sync_position");

            migrationBuilder.DropTable(
                name: "timeline_gaps");

            migrationBuilder.DropTable(
                name: "articles");

            migrationBuilder.DropTable(
                name: "digest_slots");

            migrationBuilder.DropTable(
                name: "polls");

            migrationBuilder.DropTable(
                name: "sources");
        }
    }
}
