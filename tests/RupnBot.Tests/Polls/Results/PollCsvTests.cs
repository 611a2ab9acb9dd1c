using System.Globalization;
using System.Text;
using RupnBot.Localization;
using RupnBot.Polls.Results;

namespace RupnBot.Tests.Polls.Results;

public sealed class PollCsvTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));

    [Fact]
    public void A_poll_is_a_line_an_answer_with_local_times_and_a_decimal_comma() => Assert.Equal(
        "Question;Réponse;Voix;Part des votants (%);Votants;Membres;Ouverture;Clôture\r\n"
        + "Tablettes ou Pix ?;Pix;5;41,7;12;34;2026-11-20 17:05;2026-11-27 17:05\r\n"
        + "Tablettes ou Pix ?;Tablettes;7;58,3;12;34;2026-11-20 17:05;2026-11-27 17:05\r\n",
        Csv(Reports.Of(12, 34, ("Pix", 5), ("Tablettes", 7))));

    [Fact]
    public void The_file_begins_with_the_byte_order_mark() => Assert.Equal([0xEF, 0xBB, 0xBF], Bytes(Reports.Of(0, null, ("A", 0))).Take(3));

    [Fact]
    public void What_is_not_known_is_empty() => Assert.EndsWith(
        ";A;0;0,0;0;;2026-11-20 17:05;\r\n", Csv(Reports.Of(0, null, ("A", 0)) with { Closed = null }), StringComparison.Ordinal);

    [Theory]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("dit \"oui\"", "\"dit \"\"oui\"\"\"")]
    [InlineData("deux\r\nlignes", "deux lignes")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+33", "\"'+33\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'=1\"")]
    [InlineData("\r=1", "\"'=1\"")]
    [InlineData("\u200B=1", "\"'=1\"")]
    public void A_field_is_quoted_and_never_a_formula(string answer, string expected) =>
        Assert.Contains($";{expected};1;", Csv(Reports.Of(1, 1, (answer, 1))), StringComparison.Ordinal);

    [Fact]
    public void Several_polls_share_one_header() =>
        Assert.Equal(4, Csv(Reports.Of(1, 1, ("A", 1), ("B", 0)), Reports.Of(1, 1, ("C", 1))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

    private static byte[] Bytes(params PollReport[] reports) => PollCsv.Write(reports, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), French);

    private static string Csv(params PollReport[] reports) => Encoding.UTF8.GetString(Bytes(reports))[1..];
}
