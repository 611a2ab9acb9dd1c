using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RupnBot.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SeenRedactionsByRoom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Rebuild("EventId, RoomId"));

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Rebuild("EventId"));

        // By hand: EF Core's way of rebuilding a table takes several commits, and a crash between two would leave a start that fails for ever.
        private static string Rebuild(string key) =>
            $"""
            CREATE TABLE seen_redactions_new (EventId TEXT NOT NULL, RoomId TEXT NOT NULL, CONSTRAINT PK_seen_redactions PRIMARY KEY ({key}));
            INSERT OR IGNORE INTO seen_redactions_new SELECT EventId, RoomId FROM seen_redactions;
            DROP TABLE seen_redactions;
            ALTER TABLE seen_redactions_new RENAME TO seen_redactions;
            CREATE INDEX IX_seen_redactions_RoomId ON seen_redactions (RoomId);
            """;
    }
}
