using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CampaignSurveys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SurveyId",
                table: "campaigns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RowId",
                table: "campaign_places",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kind",
                table: "campaigns");

            migrationBuilder.DropColumn(
                name: "SurveyId",
                table: "campaigns");

            migrationBuilder.DropColumn(
                name: "RowId",
                table: "campaign_places");
        }
    }
}
