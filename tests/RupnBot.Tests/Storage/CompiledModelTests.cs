using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using RupnBot.Storage;
using RupnBot.Storage.Compiled;

namespace RupnBot.Tests.Storage;

/// <summary>The model written down for quick starts is the one the mappings say.</summary>
public sealed class CompiledModelTests
{
    private const string Remedy = "The mappings have changed; in src/RupnBot: dotnet ef dbcontext optimize --output-dir Storage/Compiled --namespace RupnBot.Storage.Compiled";

    [Fact]
    public void It_is_what_the_bot_uses()
    {
        using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.Same(BotDbContextModel.Instance, context.Model);
    }

    [Fact]
    public void It_says_what_the_mappings_say()
    {
        using var context = new DesignTimeContextFactory().CreateDbContext([]);
        var mapped = context.GetService<IModelSource>().GetModel(context, context.GetService<ModelCreationDependencies>(), designTime: false);

        Assert.True(Describe(mapped).SequenceEqual(Describe(context.Model)), Remedy + Difference(Describe(mapped), Describe(context.Model)));
    }

    [Fact]
    public void Nothing_is_mapped_that_no_migration_brings()
    {
        using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges(), "A migration is missing; in src/RupnBot: dotnet ef migrations add NAME --output-dir Storage/Migrations");
    }

    private static List<string> Describe(IModel model) =>
    [
        .. model.ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n'),
        .. model.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n'),
        .. model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property => $"{property.DeclaringType.Name}.{property.Name}: {property.GetTypeMapping().Converter?.GetType()} {property.GetColumnType()} {property.Sentinel}"),
    ];

    private static string Difference(List<string> mapped, List<string> compiled)
    {
        var missing = mapped.Except(compiled).Take(10).Select(line => "\n- " + line.Trim());
        var extra = compiled.Except(mapped).Take(10).Select(line => "\n+ " + line.Trim());
        return string.Concat(missing.Concat(extra));
    }
}
