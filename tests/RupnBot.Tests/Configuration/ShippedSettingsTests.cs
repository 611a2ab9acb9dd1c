using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RupnBot.Cli;
using RupnBot.Configuration;

namespace RupnBot.Tests.Configuration;

/// <summary>The settings that are shipped want nothing but the account and the two privacy keys.</summary>
public sealed class ShippedSettingsTests
{
    [Fact]
    public void With_the_required_keys_they_are_valid()
    {
        using var services = Services(Required());
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(1, services.GetRequiredService<IOptions<MatrixOptions>>().Value.RequestsPerSecond);
        Assert.Contains(services.GetRequiredService<IOptions<SourcesOptions>>().Value.Catalog, source => source.Name == "SRANE");
    }

    [Theory]
    [InlineData("Matrix:Homeserver")]
    [InlineData("Matrix:User")]
    [InlineData("Matrix:Password")]
    [InlineData("Privacy:Controller")]
    [InlineData("Privacy:Contact")]
    public void Without_one_of_the_required_keys_they_are_not(string key)
    {
        var settings = Required();
        settings.Remove(key);
        using var services = Services(settings);
        var fault = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.StartsWith(key, Assert.Single(SettingErrors.Of(fault)));
    }

    [Theory]
    [InlineData("Matrix:RequestsPerSecond", "-1")]
    [InlineData("Matrix:SendsInFlight", "0")]
    [InlineData("Matrix:User", "@nobody")]
    [InlineData("Matrix:Homeserver", "https://user:pass@example.org")]
    [InlineData("Bot:Administrators:0", "anne")]
    [InlineData("Bot:AllowedUsers:0", "anne*")]
    [InlineData("Bot:AlertRoom", "#alias:example.org")]
    [InlineData("Bot:TimeZone", "Europe/Nowhere")]
    [InlineData("Bot:Culture", "de-DE")]
    [InlineData("Bot:SchoolZone", "D")]
    [InlineData("Bot:WorkingHours", "7h-18h")]
    [InlineData("Bot:DisplayName", "")]
    [InlineData("Sources:PollMinutes", "0")]
    [InlineData("Sources:Catalog:0:Name", "")]
    [InlineData("Sources:Catalog:0:Address", "file:///etc/passwd")]
    [InlineData("Sources:Catalog:0:Page:Item", "")]
    [InlineData("Sources:Catalog:0:Page:Item", "li >")]
    [InlineData("Privacy:VoteRetentionDays", "0")]
    [InlineData("Storage:Path", "")]
    public void A_value_out_of_its_range_is_named(string key, string value)
    {
        var settings = Required();
        settings[key] = value;
        using var services = Services(settings);
        var fault = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        var line = Assert.Single(SettingErrors.Of(fault));
        Assert.StartsWith(key + " ", line);
        Assert.Contains("; example: ", line);
    }

    [Theory]
    [InlineData("Bot:WorkingHour", "08:00-18:00", "Bot:WorkingHours")]
    [InlineData("Matrix:RequestPerSecond", "5", "Matrix:RequestsPerSecond")]
    [InlineData("Sources:Catalog:0:Adress", "https://example.org/rss", "Sources:Catalog:0:Address")]
    [InlineData("Sources:Catalog:0:Page:Titel", "h2", "Sources:Catalog:0:Page:Title")]
    [InlineData("Bot:Colour:Of:Sky", "blue", "see the configuration table")]
    public void A_key_that_nobody_reads_is_a_fault_and_the_one_that_was_meant_is_named(string key, string value, string meant)
    {
        var settings = Required();
        settings[key] = value;
        // What makes an element complete, so that nothing else is wrong with it.
        if (key.Contains("Page", StringComparison.Ordinal)) settings["Sources:Catalog:0:Page:Item"] = "article";
        using var services = Services(settings);
        var fault = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        var line = Assert.Single(SettingErrors.Of(fault));
        Assert.StartsWith(key.Split(":Of")[0] + " is no setting; example: ", line);
        Assert.Contains(meant, line);
        Assert.DoesNotContain(value, line);
    }

    [Fact]
    public void No_key_there_is_is_taken_for_a_slip()
    {
        var all = SettingKeys.All.Keys.Select(key => KeyValuePair.Create(Regex.Replace(key, ":N(?=:|$)", ":0"), (string?)"x"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        Assert.Equal([], new UnknownSettingsValidator(configuration).Validate(null, new UnknownSettings()).Failures ?? []);
    }

    [Fact]
    public void The_web_pages_listen_on_this_machine_only() => Assert.Equal("http://127.0.0.1:8090", Shipped().Build()["Urls"]);

    private static Dictionary<string, string?> Required() => new()
    {
        ["Matrix:Homeserver"] = "https://matrix.example.org",
        ["Matrix:User"] = "@robot:example.org",
        ["Matrix:Password"] = "secret",
        ["Privacy:Controller"] = "Rectorat",
        ["Privacy:Contact"] = "dpd@example.org",
    };

    private static ConfigurationBuilder Shipped()
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false);
        return builder;
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Shipped().AddInMemoryCollection(settings).Build());
        services.AddLogging();
        services.AddRupnBot();
        return services.BuildServiceProvider();
    }
}
