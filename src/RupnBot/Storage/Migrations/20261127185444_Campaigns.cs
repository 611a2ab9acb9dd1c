using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Campaigns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CampaignId",
                table: "polls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CampaignKey",
                table: "polls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CountedTo",
                table: "polls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsForOne",
                table: "polls",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "CampaignId",
                table: "poll_ballots",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Creator = table.Column<string>(type: "TEXT", nullable: true),
                    TellRoomId = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Quorum = table.Column<int>(type: "INTEGER", nullable: false),
                    Reminders = table.Column<int>(type: "INTEGER", nullable: false),
                    Invited = table.Column<int>(type: "INTEGER", nullable: true),
                    Result = table.Column<string>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaigns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "campaign_places",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CampaignId = table.Column<long>(type: "INTEGER", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    PollId = table.Column<long>(type: "INTEGER", nullable: true),
                    Reminded = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign_places", x => x.Id);
                    table.ForeignKey(
                        name: "FK_campaign_places_campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_polls_CampaignId",
                table: "polls",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_poll_ballots_CampaignId_Voter_Timestamp_EventId_PollId_Answers_IsMark",
                table: "poll_ballots",
                columns: new[] { "CampaignId", "Voter", "Timestamp", "EventId", "PollId", "Answers", "IsMark" },
                filter: "CampaignId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_campaign_places_CampaignId_RoomId",
                table: "campaign_places",
                columns: new[] { "CampaignId", "RoomId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_campaign_places_CampaignId_State",
                table: "campaign_places",
                columns: new[] { "CampaignId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_campaign_places_Person",
                table: "campaign_places",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_campaign_places_PollId",
                table: "campaign_places",
                column: "PollId");

            migrationBuilder.CreateIndex(
                name: "IX_campaign_places_RoomId",
                table: "campaign_places",
                column: "RoomId");

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_Key",
                table: "campaigns",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_QuestionId_ClosedAt",
                table: "campaigns",
                columns: new[] { "QuestionId", "ClosedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_State",
                table: "campaigns",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_places");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropIndex(
                name: "IX_polls_CampaignId",
                table: "polls");

            migrationBuilder.DropIndex(
                name: "IX_poll_ballots_CampaignId_Voter_Timestamp_EventId_PollId_Answers_IsMark",
                table: "poll_ballots");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "polls");

            migrationBuilder.DropColumn(
                name: "CampaignKey",
                table: "polls");

            migrationBuilder.DropColumn(
                name: "CountedTo",
                table: "polls");

            migrationBuilder.DropColumn(
                name: "IsForOne",
                table: "polls");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "poll_ballots");
        }
    }
}
