using Microsoft.Data.Sqlite;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>A handler throws on one event, because the bot's own database refuses what it writes.</summary>
public sealed class FailingHandlerTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asked_is_told_and_all_else_goes_on()
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        await ExecuteAsync("CREATE TRIGGER refuse BEFORE INSERT ON outbox WHEN NEW.Content LIKE '%désigner un référent%' BEGIN SELECT RAISE(ABORT, 'refused'); END");

        await salon.AskAsync("!statut", Token);
        var failing = await salon.Anne.SayAsync(salon.RoomId, "!aide referent", Token);
        await salon.AskAsync("!statut", Token);
        await salon.Anne.WaitForTextAsync(salon.RoomId, "Une erreur de mon côté\u00a0: je n'ai rien changé", Token);

        await salon.AssertEachAnsweredOnceAsync(Token);
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM failed_events"));
        Assert.Equal(failing, await ScalarAsync("SELECT Id FROM failed_events"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Token);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = shared.Bot.DatabaseFile, Pooling = false }.ToString());
        await connection.OpenAsync(Token);
        return connection;
    }
}
