using System.Text;
using RupnBot.Sources.Feeds.Decoding;

namespace RupnBot.Tests.Sources.Feeds.Decoding;

public sealed class CharsetDecoderTests
{
    private const string Text = "<?xml version='1.0'?><rss><title>Été à l’école</title></rss>";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void A_mark_or_the_first_characters_tell_wide_encodings(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        Assert.Equal(Text, CharsetDecoder.Decode(encoding.GetBytes(Text), null));
        Assert.Equal(Text, CharsetDecoder.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], "text/xml; charset=iso-8859-1"));
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("us-ascii")]
    [InlineData("windows-1252")]
    [InlineData("LATIN1")]
    [InlineData("utf-8")]
    [InlineData("n'importe")]
    public void Windows_1252_is_read_whatever_western_name_it_bears(string declared)
    {
        var document = Text.Replace("'1.0'", $"'1.0' encoding=\"{declared}\"");
        Assert.Equal(document, CharsetDecoder.Decode(Charsets.Western.GetBytes(document), null));
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("us-ascii")]
    public void Valid_utf_8_is_utf_8_whatever_it_claims(string declared)
    {
        var document = Text.Replace("'1.0'", $"'1.0' encoding=\"{declared}\"");
        Assert.Equal(document, CharsetDecoder.Decode(Encoding.UTF8.GetBytes(document), $"text/xml; charset={declared}"));
    }

    [Fact]
    public void The_header_precedes_the_declaration()
    {
        var greek = Charsets.Find("iso-8859-7")!;
        const string Document = "<?xml version='1.0' encoding='koi8-r'?><rss>Αθήνα</rss>";
        Assert.Equal(Document, CharsetDecoder.Decode(greek.GetBytes(Document), "application/xml; charset=\"iso-8859-7\""));
    }

    [Theory]
    [InlineData("shift_jis", "日本語のニュース")]
    [InlineData("gb2312", "中文新闻")]
    [InlineData("euc-kr", "한국어 뉴스")]
    [InlineData("koi8-r", "Новости")]
    [InlineData("iso-2022-jp", "日本語")]
    public void A_declared_charset_is_used(string charset, string content)
    {
        var document = $"<?xml version='1.0' encoding='{charset}'?><rss>{content}</rss>";
        Assert.Equal(document, CharsetDecoder.Decode(Charsets.Find(charset)!.GetBytes(document), null));
    }

    [Fact]
    public void A_broken_byte_in_utf_8_does_not_spoil_the_rest()
    {
        byte[] bytes = [.. "<?xml version='1.0' encoding='utf-8'?><t>é à ê ù "u8, 0xE9, .. " ç</t>"u8];
        Assert.Equal("<?xml version='1.0' encoding='utf-8'?><t>é à ê ù \uFFFD ç</t>", CharsetDecoder.Decode(bytes, null));
    }
}
