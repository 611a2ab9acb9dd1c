namespace RupnBot.Tests.Cli;

/// <summary>A wrong setting ends the start with one line that names it; nothing of a value is repeated, since it may be a secret.</summary>
public sealed class SettingErrorsTests : IDisposable
{
    private const int BadConfiguration = 78;
    private readonly string _folder = Directory.CreateTempSubdirectory("rupnbot-cli-").FullName;

    [Theory]
    [InlineData("Matrix__Homeserver", null, "Matrix:Homeserver")]
    [InlineData("Matrix__User", null, "Matrix:User")]
    [InlineData("Matrix__Password", null, "Matrix:Password")]
    [InlineData("Privacy__Controller", null, "Privacy:Controller")]
    [InlineData("Privacy__Contact", null, "Privacy:Contact")]
    [InlineData("Matrix__RequestsPerSecond", "abc", "Matrix:RequestsPerSecond")]
    [InlineData("Sources__Catalog__1__Address", "gopher://x", "Sources:Catalog:1:Address")]
    [InlineData("Bot__SchoolZone", "D", "Bot:SchoolZone")]
    [InlineData("Matrix__PasswordFile", "/nowhere/password", "Matrix:PasswordFile")]
    public async Task One_line_names_the_key_and_gives_an_example(string setting, string? value, string key)
    {
        var settings = Rupnbot.Complete(_folder);
        settings[setting] = value;
        if (setting == "Matrix__PasswordFile") settings["Matrix__Password"] = null;
        var run = await Rupnbot.RunAsync("run", settings);
        Assert.Equal(BadConfiguration, run.ExitCode);
        var line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(key + " ", line);
        Assert.Contains("example: ", line);
        Assert.DoesNotContain("sesame-is-secret", run.Output + run.Error);
    }

    [Fact]
    public async Task Every_fault_has_its_line()
    {
        var settings = Rupnbot.Complete(_folder);
        settings["Privacy__Contact"] = null;
        settings["Bot__TimeZone"] = "Mars/Olympus";
        settings["Matrix__Homeserver"] = "ftp://sesame-is-secret@example.org";
        var run = await Rupnbot.RunAsync("run", settings);
        Assert.Equal(BadConfiguration, run.ExitCode);
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.DoesNotContain("sesame-is-secret", run.Error);
    }

    [Fact]
    public async Task The_doctor_says_what_to_mend_and_leaves_secrets_alone()
    {
        var run = await Rupnbot.RunAsync("doctor", Rupnbot.Complete(_folder));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("À REVOIR Serveur\u00a0: pas de réponse", run.Output);
        Assert.Contains("OK        Base\u00a0: pas encore créée", run.Output);
        Assert.Contains("À REVOIR Source SRANE", run.Output);
        Assert.DoesNotContain("sesame-is-secret", run.Output + run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("backup --help")]
    [InlineData("restore --help")]
    [InlineData("doctor --help")]
    public async Task Help_tells_no_secret(string arguments)
    {
        var run = await Rupnbot.RunAsync(arguments, Rupnbot.Complete(_folder));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output);
        Assert.DoesNotContain("sesame-is-secret", run.Output);
    }

    [Fact]
    public async Task A_backup_of_nothing_is_one_line()
    {
        var run = await Rupnbot.RunAsync($"backup {Path.Combine(_folder, "b.tar.gz")}", Rupnbot.Complete(_folder));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("There is no database in ", Assert.Single(run.ErrorLines));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
