using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class FileCorrectionsAndLostSelectors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_newsletter_files_NewsletterId_IsPicture",
                table: "newsletter_files");

            migrationBuilder.AddColumn<long>(
                name: "LostAlertedAt",
                table: "sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LostSelectors",
                table: "sources",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LostSince",
                table: "sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeenSelectors",
                table: "sources",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FileWanted",
                table: "newsletters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "FileWantedUntil",
                table: "newsletters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Standing",
                table: "newsletter_files",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_files_NewsletterId_IsPicture_Standing",
                table: "newsletter_files",
                columns: new[] { "NewsletterId", "IsPicture", "Standing" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_newsletter_files_NewsletterId_IsPicture_Standing",
                table: "newsletter_files");

            migrationBuilder.DropColumn(
                name: "LostAlertedAt",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "LostSelectors",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "LostSince",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "SeenSelectors",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "FileWanted",
                table: "newsletters");

            migrationBuilder.DropColumn(
                name: "FileWantedUntil",
                table: "newsletters");

            migrationBuilder.DropColumn(
                name: "Standing",
                table: "newsletter_files");

            migrationBuilder.CreateIndex(
                name: "IX_newsletter_files_NewsletterId_IsPicture",
                table: "newsletter_files",
                columns: new[] { "NewsletterId", "IsPicture" },
                unique: true);
        }
    }
}
