using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RupnBot.Crypto;

/// <summary>The one encoding of a JSON value that is signed (specification, appendix "Canonical JSON").</summary>
public static class CanonicalJson
{
    /// <summary>How deeply objects and arrays may be nested.</summary>
    public const int MaximumDepth = 64;

    private const long MaximumInteger = (1L << 53) - 1;

    /// <summary>Writes a value: shortest UTF-8, keys in the order of their code points, integers only.</summary>
    /// <exception cref="FormatException">
    /// It has no canonical form: a number that is no integer or beyond ±(2^53 − 1), a key twice, half a surrogate pair, too deep.
    /// </exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Write(output, value, 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes an object without some of its own members, as signatures are made over.</summary>
    internal static byte[] WriteWithout(JsonElement value, ReadOnlySpan<string> left)
    {
        var output = new ArrayBufferWriter<byte>(256);
        WriteObject(output, value, left, 0);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, JsonElement value, int depth)
    {
        if (depth > MaximumDepth) throw new FormatException("The JSON is nested too deeply.");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(output, value, [], depth); return;
            case JsonValueKind.Array: WriteArray(output, value, depth); return;
            case JsonValueKind.String: WriteString(output, Utf8(value)); return;
            case JsonValueKind.Number: output.Write(Integer(value)); return;
            case JsonValueKind.True: output.Write("true"u8); return;
            case JsonValueKind.False: output.Write("false"u8); return;
            case JsonValueKind.Null: output.Write("null"u8); return;
            default: throw new FormatException("There is no JSON value.");
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, JsonElement value, ReadOnlySpan<string> left, int depth)
    {
        var members = new List<(byte[] Name, JsonElement Value)>();
        foreach (var member in value.EnumerateObject())
        {
            var name = Name(member);
            if (!left.Contains(name)) members.Add((Strict.GetBytes(name), member.Value));
        }

        // The order of UTF-8 is the order of code points; the order of .NET's strings is not, beyond U+FFFF.
        members.Sort(static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && members[i].Name.AsSpan().SequenceEqual(members[i - 1].Name)) throw new FormatException("The JSON has a key twice.");
            if (i > 0) output.Write(","u8);
            WriteString(output, members[i].Name);
            output.Write(":"u8);
            Write(output, members[i].Value, depth + 1);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(ArrayBufferWriter<byte> output, JsonElement value, int depth)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first) output.Write(","u8);
            first = false;
            Write(output, item, depth + 1);
        }

        output.Write("]"u8);
    }

    private static void WriteString(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            output.Write(text[..at]);
            WriteEscaped(output, text[at]);
            text = text[(at + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }

    private static void WriteEscaped(ArrayBufferWriter<byte> output, byte character)
    {
        switch (character)
        {
            case (byte)'"': output.Write("\\\""u8); return;
            case (byte)'\\': output.Write("\\\\"u8); return;
            case (byte)'\b': output.Write("\\b"u8); return;
            case (byte)'\t': output.Write("\\t"u8); return;
            case (byte)'\n': output.Write("\\n"u8); return;
            case (byte)'\f': output.Write("\\f"u8); return;
            case (byte)'\r': output.Write("\\r"u8); return;
            default: output.Write([.. "\\u00"u8, (byte)('0' + (character >> 4)), "0123456789abcdef"u8[character & 15]]); return;
        }
    }

    // "1e10" is an integer too, and "-0" is 0 (the appendix's last example).
    private static byte[] Integer(JsonElement value)
    {
        if (!value.TryGetInt64(out var integer))
        {
            if (!value.TryGetDecimal(out var number) || number != decimal.Truncate(number) || Math.Abs(number) > MaximumInteger)
                throw new FormatException("Canonical JSON has integers only.");
            integer = (long)number;
        }

        if (integer is > MaximumInteger or < -MaximumInteger) throw new FormatException("An integer is beyond what canonical JSON allows.");
        return Encoding.ASCII.GetBytes(integer.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException("A key of the JSON is no Unicode text.", exception);
        }
    }

    private static byte[] Utf8(JsonElement value)
    {
        try
        {
            return Strict.GetBytes(value.GetString()!);
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException("A text in the JSON is no Unicode text.", exception);
        }
    }

    private static readonly UTF8Encoding Strict = new(false, true);

    private static readonly SearchValues<byte> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(static i => (byte)i), (byte)'"', (byte)'\\']);
}
