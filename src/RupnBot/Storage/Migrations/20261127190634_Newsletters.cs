using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Newsletters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "newsletters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EditorId = table.Column<string>(type: "TEXT", nullable: true),
                    ChatId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Markdown = table.Column<string>(type: "TEXT", nullable: false),
                    KeepsLines = table.Column<bool>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Plain = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Proposed = table.Column<string>(type: "TEXT", nullable: true),
                    ProposedKeepsLines = table.Column<bool>(type: "INTEGER", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", nullable: true),
                    SendAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", nullable: true),
                    IsPrepared = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsStopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TouchedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PreviewWanted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Said = table.Column<int>(type: "INTEGER", nullable: false),
                    ProgressId = table.Column<long>(type: "INTEGER", nullable: true),
                    ProgressEditId = table.Column<long>(type: "INTEGER", nullable: true),
                    ProgressText = table.Column<string>(type: "TEXT", nullable: true),
                    ProgressStep = table.Column<int>(type: "INTEGER", nullable: false),
                    ProgressAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_newsletters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "newsletter_deliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NewsletterId = table.Column<long>(type: "INTEGER", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Work = table.Column<int>(type: "INTEGER", nullable: false),
                    PendingId = table.Column<long>(type: "INTEGER", nullable: true),
                    PictureId = table.Column<long>(type: "INTEGER", nullable: true),
                    TextId = table.Column<long>(type: "INTEGER", nullable: true),
                    AttachmentId = table.Column<long>(type: "INTEGER", nullable: true),
                    EventId = table.Column<string>(type: "TEXT", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    Refusal = table.Column<int>(type: "INTEGER", nullable: false),
                    IsUncorrected = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_newsletter_deliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_newsletter_deliveries_newsletters_NewsletterId",
                        column: x => x.NewsletterId,
                        principalTable: "newsletters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "newsletter_files",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NewsletterId = table.Column<long>(type: "INTEGER", nullable: false),
                    IsPicture = table.Column<bool>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: true),
                    Width = table.Column<int>(type: "INTEGER", nullable: true),
                    Height = table.Column<int>(type: "INTEGER", nullable: true),
                    Description = table.Column<string>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    PlainAddress = table.Column<string>(type: "TEXT", nullable: true),
                    EncryptedFile = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_newsletter_files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_newsletter_files_newsletters_NewsletterId",
                        column: x => x.NewsletterId,
                        principalTable: "newsletters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_deliveries_EventId",
                table: "newsletter_deliveries",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_deliveries_NewsletterId_RoomId",
                table: "newsletter_deliveries",
                columns: new[] { "NewsletterId", "RoomId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_deliveries_NewsletterId_State_Work",
                table: "newsletter_deliveries",
                columns: new[] { "NewsletterId", "State", "Work" });

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_deliveries_RoomId",
                table: "newsletter_deliveries",
                column: "RoomId");

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_files_NewsletterId_IsPicture",
                table: "newsletter_files",
                columns: new[] { "NewsletterId", "IsPicture" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_newsletters_ChatId_State",
                table: "newsletters",
                columns: new[] { "ChatId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_newsletters_NextAt",
                table: "newsletters",
                column: "NextAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "newsletter_deliveries");

            migrationBuilder.DropTable(
                name: "newsletter_files");

            migrationBuilder.DropTable(
                name: "newsletters");
        }
    }
}
