using System.Text;
using System.Text.Json;

namespace RupnBot.Crypto.Tests.Primitives;

public sealed class CanonicalJsonTests
{
    // Specification, appendix "Canonical JSON", "Examples".
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{ "one": 1, "two": "Two" }""", """{"one":1,"two":"Two"}""")]
    [InlineData("""{ "b": "2", "a": "1" }""", """{"a":"1","b":"2"}""")]
    [InlineData("""{"b":"2","a":"1"}""", """{"a":"1","b":"2"}""")]
    [InlineData(
        """{"auth":{"success":true,"mxid":"@john.doe:example.com","profile":{"display_name":"John Doe","three_pids":[{"medium":"email","address":"john.doe@example.org"},{"medium":"msisdn","address":"123456789"}]}}}""",
        """{"auth":{"mxid":"@john.doe:example.com","profile":{"display_name":"John Doe","three_pids":[{"address":"john.doe@example.org","medium":"email"},{"address":"123456789","medium":"msisdn"}]},"success":true}}""")]
    [InlineData("""{"a":"日本語"}""", """{"a":"日本語"}""")]
    [InlineData("""{"本":2,"日":1}""", """{"日":1,"本":2}""")]
    [InlineData("""{"a":"\u65E5"}""", """{"a":"日"}""")]
    [InlineData("""{"a":null}""", """{"a":null}""")]
    [InlineData("""{"a":-0,"b":1e10}""", """{"a":0,"b":10000000000}""")]
    public void The_examples_of_the_specification_come_out(string given, string canonical) => Assert.Equal(canonical, Write(given));

    // U+FB01 stands before U+1F600 by code point, after it in UTF-16, where the latter begins with U+D83D.
    [Fact]
    public void Keys_are_ordered_by_code_point_not_by_utf16() => Assert.Equal("""{"ﬁ":1,"😀":2}""", Write("""{"😀":2,"ﬁ":1}"""));

    [Theory]
    [InlineData("""["\u0000\u0007\u000b\u001f\u007f"]""", "[\"\\u0000\\u0007\\u000b\\u001f\u007f\"]")]
    [InlineData("""["\u0008\u0009\u000a\u000c\u000d\u0022\u005c\u002f"]""", """["\b\t\n\f\r\"\\/"]""")]
    [InlineData("""{"\u0022b":1,"a\n":2}""", """{"\"b":1,"a\n":2}""")]
    [InlineData("""["é<>&'\u2028"]""", "[\"é<>&'\u2028\"]")]
    [InlineData("[9007199254740991,-9007199254740991,0,-1]", "[9007199254740991,-9007199254740991,0,-1]")]
    public void Texts_and_numbers_are_as_short_as_can_be(string given, string canonical) => Assert.Equal(canonical, Write(given));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e-1")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("1e400")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    public void What_has_no_canonical_form_is_refused_by_name(string given) => Assert.Throws<FormatException>(() => Write(given));

    [Fact]
    public void Nesting_beyond_the_limit_is_refused_not_followed()
    {
        var text = new string('[', 5000) + new string(']', 5000);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 6000 });
        Assert.Throws<FormatException>(() => CanonicalJson.Write(document.RootElement));
    }

    [Fact]
    public void Text_that_is_no_utf8_is_refused_by_name()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'[', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)']' });
        Assert.Throws<FormatException>(() => CanonicalJson.Write(document.RootElement));
    }

    private static string Write(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Write(document.RootElement));
    }
}
