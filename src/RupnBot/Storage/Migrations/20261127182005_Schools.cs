using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Schools : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "salon_tags",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Folded = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    AddedBy = table.Column<string>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_salon_tags", x => new { x.RoomId, x.Folded });
                });

            migrationBuilder.CreateTable(
                name: "school_imports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "schools",
                columns: table => new
                {
                    Uai = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: false),
                    City = table.Column<string>(type: "TEXT", nullable: false),
                    Academy = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<int>(type: "INTEGER", nullable: true),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Search = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schools", x => x.Uai);
                });

            migrationBuilder.CreateTable(
                name: "salon_schools",
                columns: table => new
                {
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    Uai = table.Column<string>(type: "TEXT", nullable: false),
                    LinkedBy = table.Column<string>(type: "TEXT", nullable: true),
                    LinkedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_salon_schools", x => x.RoomId);
                    table.ForeignKey(
                        name: "FK_salon_schools_schools_Uai",
                        column: x => x.Uai,
                        principalTable: "schools",
                        principalColumn: "Uai",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_salon_schools_LinkedBy",
                table: "salon_schools",
                column: "LinkedBy");

            migrationBuilder.CreateIndex(
                name: "IX_salon_schools_Uai",
                table: "salon_schools",
                column: "Uai");

            migrationBuilder.CreateIndex(
                name: "IX_salon_tags_AddedBy",
                table: "salon_tags",
                column: "AddedBy");

            migrationBuilder.CreateIndex(
                name: "IX_salon_tags_Folded",
                table: "salon_tags",
                column: "Folded");

            migrationBuilder.CreateIndex(
                name: "IX_schools_Department",
                table: "schools",
                column: "Department");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "salon_schools");

            migrationBuilder.DropTable(
                name: "salon_tags");

            migrationBuilder.DropTable(
                name: "school_imports");

            migrationBuilder.DropTable(
                name: "schools");
        }
    }
}
