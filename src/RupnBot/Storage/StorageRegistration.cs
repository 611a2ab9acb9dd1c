using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;

namespace RupnBot.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddDbContextFactory<BotDbContext>((provider, builder) =>
            Configure(builder, provider.GetRequiredService<IOptions<StorageOptions>>().Value.DatabaseFile));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<Database>();
        services.AddSingleton<DatabaseFile>();
        return services;
    }

    public static void Configure(DbContextOptionsBuilder builder, string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 30 };
        builder.UseSqlite(connection.ConnectionString).AddInterceptors(new SqlitePragmas());
    }
}
