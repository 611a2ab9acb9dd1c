using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace RupnBot.Storage;

/// <summary>Lets <c>dotnet ef</c> build the model without a configured bot.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<BotDbContext>
{
    public BotDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<BotDbContext>();
        StorageRegistration.Configure(builder, "design-time.db");
        return new BotDbContext(builder.Options);
    }
}
