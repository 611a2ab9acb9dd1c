using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Reach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "reach_events",
                columns: table => new
                {
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reach_events", x => x.EventId);
                });

            migrationBuilder.CreateTable(
                name: "reach_items",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Sources = table.Column<string>(type: "TEXT", nullable: false),
                    Topics = table.Column<string>(type: "TEXT", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<long>(type: "INTEGER", nullable: false),
                    Members = table.Column<int>(type: "INTEGER", nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Readers = table.Column<int>(type: "INTEGER", nullable: false),
                    Reactions = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reach_items", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reach_readers",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Reader = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<long>(type: "INTEGER", nullable: false),
                    JoinedPlace = table.Column<long>(type: "INTEGER", nullable: true),
                    WaitsFor = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reach_readers", x => new { x.RoomId, x.Reader });
                });

            migrationBuilder.CreateTable(
                name: "reach_refusals",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Reader = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reach_refusals", x => new { x.RoomId, x.Reader });
                });

            migrationBuilder.CreateTable(
                name: "reach_salons",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    IsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reach_salons", x => x.RoomId);
                });

            migrationBuilder.CreateTable(
                name: "reach_reactions",
                columns: table => new
                {
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Reader = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reach_reactions", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_reach_reactions_reach_items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "reach_items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_reach_events_RoomId_Place",
                table: "reach_events",
                columns: new[] { "RoomId", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_reach_items_EventId",
                table: "reach_items",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reach_items_IsClosed_SentAt",
                table: "reach_items",
                columns: new[] { "IsClosed", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_reach_items_RoomId_SentAt",
                table: "reach_items",
                columns: new[] { "RoomId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_reach_reactions_ItemId",
                table: "reach_reactions",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_reach_readers_WaitsFor",
                table: "reach_readers",
                column: "WaitsFor");

            migrationBuilder.CreateIndex(
                name: "IX_reach_salons_IsOn",
                table: "reach_salons",
                column: "IsOn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reach_events");

            migrationBuilder.DropTable(
                name: "reach_reactions");

            migrationBuilder.DropTable(
                name: "reach_readers");

            migrationBuilder.DropTable(
                name: "reach_refusals");

            migrationBuilder.DropTable(
                name: "reach_salons");

            migrationBuilder.DropTable(
                name: "reach_items");
        }
    }
}
