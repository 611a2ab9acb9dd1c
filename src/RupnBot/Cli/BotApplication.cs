using Microsoft.Extensions.Options;
using RupnBot.Almanac;
using RupnBot.Bot;
using RupnBot.Bot.Session;
using RupnBot.Campaigns;
using RupnBot.Configuration;
using RupnBot.Digests;
using RupnBot.HandOuts;
using RupnBot.Newsletters;
using RupnBot.Operations;
using RupnBot.Polls;
using RupnBot.Privacy;
using RupnBot.Programme;
using RupnBot.Reach;
using RupnBot.Scheduling;
using RupnBot.Schools;
using RupnBot.Sources;
using RupnBot.Storage;
using RupnBot.Subscriptions;
using RupnBot.Surveys;

namespace RupnBot.Cli;

/// <summary>The process put together: a table of contents.</summary>
internal static class BotApplication
{
    /// <summary>Names a further settings file, read after appsettings.json and before the environment.</summary>
    private const string SettingsFile = "RUPNBOT_SETTINGS";

    /// <param name="args">Settings given on the command line.</param>
    /// <param name="validate">Every section is checked now; otherwise each when it is first read.</param>
    public static WebApplication Build(string[]? args = null, bool validate = true)
    {
        // Settings lie beside the program, wherever it is started from.
        // Slim: without IIS, HTTPS and HTTP/3, which a pulse on the loopback address does not need.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args ?? [], ContentRootPath = AppContext.BaseDirectory });
        AddSettingsFile(builder.Configuration);
        builder.Services.AddSystemd().AddRupnBot();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        var app = builder.Build();
        if (validate) app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }

    /// <summary>Every slice of the bot, in the order one would explain them.</summary>
    public static IServiceCollection AddRupnBot(this IServiceCollection services) => services
        .AddConfiguration()
        .AddStorage()
        .AddMatrix()
        .AddBot()
        .AddScheduling()
        .AddSources()
        .AddSubscriptions()
        .AddDigests()
        .AddSchools()
        .AddPolls()
        .AddAlmanac()
        .AddSurveys()
        .AddCampaigns()
        .AddHandOuts()
        .AddNewsletters()
        .AddProgramme()
        .AddReach()
        .AddPrivacy()
        .AddOperations();

    private static void AddSettingsFile(ConfigurationManager configuration)
    {
        if (Environment.GetEnvironmentVariable(SettingsFile) is not { Length: > 0 } file) return;
        configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        configuration.AddEnvironmentVariables();
    }
}
