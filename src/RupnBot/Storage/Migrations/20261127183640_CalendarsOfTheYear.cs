using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CalendarsOfTheYear : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "reminder_slots",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    CalendarId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Occurrence = table.Column<string>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    OutboxId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reminder_slots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "year_calendars",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    SalonId = table.Column<string>(type: "TEXT", nullable: true),
                    IsCatalog = table.Column<bool>(type: "INTEGER", nullable: false),
                    Events = table.Column<string>(type: "TEXT", nullable: false),
                    LeftOut = table.Column<int>(type: "INTEGER", nullable: false),
                    ExpandedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    LastModified = table.Column<string>(type: "TEXT", nullable: true),
                    ValidatorsFrom = table.Column<string>(type: "TEXT", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    FailureReason = table.Column<string>(type: "TEXT", nullable: true),
                    FailureStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_year_calendars", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_dates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CalendarId = table.Column<long>(type: "INTEGER", nullable: false),
                    Occurrence = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsAllDay = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsCancelled = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsFirst = table.Column<bool>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Deadline = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_dates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_calendar_dates_year_calendars_CalendarId",
                        column: x => x.CalendarId,
                        principalTable: "year_calendars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "calendar_subscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CalendarId = table.Column<long>(type: "INTEGER", nullable: false),
                    RoomId = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_subscriptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_calendar_subscriptions_year_calendars_CalendarId",
                        column: x => x.CalendarId,
                        principalTable: "year_calendars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_calendar_dates_CalendarId_Key",
                table: "calendar_dates",
                columns: new[] { "CalendarId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_calendar_dates_CalendarId_StartsAt",
                table: "calendar_dates",
                columns: new[] { "CalendarId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_calendar_dates_DueAt",
                table: "calendar_dates",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_subscriptions_CalendarId",
                table: "calendar_subscriptions",
                column: "CalendarId");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_subscriptions_CreatedBy",
                table: "calendar_subscriptions",
                column: "CreatedBy");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_subscriptions_RoomId_CalendarId",
                table: "calendar_subscriptions",
                columns: new[] { "RoomId", "CalendarId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reminder_slots_At",
                table: "reminder_slots",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_reminder_slots_RoomId_Key",
                table: "reminder_slots",
                columns: new[] { "RoomId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reminder_slots_RoomId_Occurrence",
                table: "reminder_slots",
                columns: new[] { "RoomId", "Occurrence" });

            migrationBuilder.CreateIndex(
                name: "IX_year_calendars_Address",
                table: "year_calendars",
                column: "Address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_year_calendars_NextReadAt",
                table: "year_calendars",
                column: "NextReadAt");

            migrationBuilder.CreateIndex(
                name: "IX_year_calendars_SalonId",
                table: "year_calendars",
                column: "SalonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_dates");

            migrationBuilder.DropTable(
                name: "calendar_subscriptions");

            migrationBuilder.DropTable(
                name: "reminder_slots");

            migrationBuilder.DropTable(
                name: "year_calendars");
        }
    }
}
