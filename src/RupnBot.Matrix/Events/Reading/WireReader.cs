using System.Text;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>
/// Walks a response once, forward, without building a tree: an initial sync has hundreds of thousands of tokens, few of which matter.
/// A value of the wrong kind reads as null and is passed over. Every method that reads a value leaves the reader on its last token.
/// Throws <see cref="JsonException"/> for what is not JSON.
/// </summary>
internal ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Utf8StringPool _pool = new();
    private Utf8JsonReader _json;

    public WireReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = EventContentReader.MaximumDepth });
        _json.Read();
    }

    /// <summary>The name of the property <see cref="NextProperty"/> stopped at.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Events left out because their envelope could not be read.</summary>
    public int SkippedEvents { get; set; }

    public readonly string NameText => _pool.Get(Name);

    public readonly bool IsObject => _json.TokenType == JsonTokenType.StartObject;

    public readonly bool IsArray => _json.TokenType == JsonTokenType.StartArray;

    /// <summary>Enters the object the reader stands on; otherwise passes over the value.</summary>
    public bool EnterObject() => Enter(JsonTokenType.StartObject);

    /// <summary>Enters the array the reader stands on; otherwise passes over the value.</summary>
    public bool EnterArray() => Enter(JsonTokenType.StartArray);

    /// <summary>Moves to the next property's value; false at the end of the object.</summary>
    public bool NextProperty()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject) return false;
        Name = _json.ValueIsEscaped ? Encoding.UTF8.GetBytes(Text() ?? "") : _json.ValueSpan;
        _json.Read();
        return true;
    }

    /// <summary>Moves to the next item; false at the end of the array.</summary>
    public bool NextItem()
    {
        _json.Read();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    public void Skip() => _json.Skip();

    public string? ReadString()
    {
        if (_json.TokenType == JsonTokenType.String) return Text();
        _json.Skip();
        return null;
    }

    public long? ReadLong()
    {
        if (_json.TokenType == JsonTokenType.Number)
        {
            if (_json.TryGetInt64(out var whole)) return whole;
            return _json.TryGetDouble(out var real) && Math.Abs(real) < 1L << 53 ? (long)real : null;
        }
        _json.Skip();
        return null;
    }

    public int? ReadInt() => ReadLong() is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    public bool ReadBoolean()
    {
        var value = _json.TokenType == JsonTokenType.True;
        _json.Skip();
        return value;
    }

    /// <summary>A copy of the object's own bytes, so that nothing keeps the whole response alive; null when it is no object.</summary>
    public byte[]? ReadObjectBytes()
    {
        var isObject = IsObject;
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        return isObject ? _bytes[start..(int)_json.BytesConsumed].ToArray() : null;
    }

    private bool Enter(JsonTokenType start)
    {
        if (_json.TokenType == start) return true;
        _json.Skip();
        return false;
    }

    private readonly string? Text()
    {
        if (!_json.ValueIsEscaped && Utf8StringPool.Fits(_json.ValueSpan)) return _pool.Get(_json.ValueSpan);
        try
        {
            return _json.GetString();
        }
        // Half a surrogate pair, or bytes that are not UTF-8: valid JSON for the reader, but no text.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
