using System.Diagnostics;
using System.Text;
using RupnBot.Sources.Robots;

namespace RupnBot.Tests.Sources.Robots;

public sealed class RobotsRulesTests
{
    private static bool Allows(string robots, string path) => RobotsRules.Parse(Encoding.UTF8.GetBytes(robots), "RupnBot").Allows(new Uri("https://www.education.test" + path));

    [Theory]
    [InlineData("", "/lettre", true)]
    [InlineData("User-agent: *\nDisallow: /", "/lettre", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: *\nDisallow:", "/lettre", true)]
    [InlineData("User-agent: *\nDisallow: /prive", "/prive/a", false)]
    [InlineData("User-agent: *\nDisallow: /prive", "/public", true)]
    // The longest rule decides, whatever their order; of two of one length the one that allows.
    [InlineData("User-agent: *\nDisallow: /lettres\nAllow: /lettres/numerique", "/lettres/numerique/52", true)]
    [InlineData("User-agent: *\nAllow: /lettres/numerique\nDisallow: /lettres", "/lettres/svt", false)]
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", "/page", true)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/spip.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/spip.php?page=a", true)]
    [InlineData("User-agent: *\nDisallow: /*?page=", "/spip.php?page=a", false)]
    // A group of our own counts alone.
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: rupnbot\nDisallow: /prive", "/lettre", true)]
    [InlineData("User-agent: autre\nUser-agent: RupnBot/1.0\nDisallow: /lettre", "/lettre", false)]
    [InlineData("User-agent: autre\nDisallow: /lettre", "/lettre", true)]
    [InlineData("User-agent: autre\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a", true)]
    [InlineData("USER-AGENT: * # tous\r\ndisallow: /lettre # non", "/lettre", false)]
    [InlineData("User-agent: *\nDisallow: /éduscol", "/%C3%A9duscol/a", false)]
    [InlineData("User-agent: *\nDisallow: /%7Eanne", "/~anne", false)]
    [InlineData("Disallow: /", "/lettre", true)]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /lettre", "/lettre", false)]
    public void The_file_says_what_may_be_read(string robots, string path, bool expected) => Assert.Equal(expected, Allows(robots, path));

    [Fact]
    public void A_pattern_made_to_cost_time_costs_little()
    {
        var robots = "User-agent: *\n" + string.Concat(Enumerable.Repeat($"Disallow: /{string.Concat(Enumerable.Repeat("a*", 200))}b$\n", 1_000));
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes(robots), "RupnBot");
        var watch = Stopwatch.StartNew();

        Assert.True(rules.Allows(new Uri("https://www.education.test/" + new string('a', 2_000))));
        // Exponential work would take for ever; what it takes exactly is no matter of a test.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_rules()
    {
        var noise = new byte[700_000];
        new Random(1).NextBytes(noise);
        Assert.True(RobotsRules.Parse(noise, "RupnBot").Allows(new Uri("https://www.education.test/lettre")));
    }
}
