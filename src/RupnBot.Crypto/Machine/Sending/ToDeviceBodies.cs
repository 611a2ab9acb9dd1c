using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>The bodies of several to-device requests of one type, written side by side (specification, <c>PUT /sendToDevice</c>).</summary>
internal sealed class ToDeviceBodies : IDisposable
{
    // Base64 stays as it is: its plus signs need no escape in JSON.
    internal static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly JsonSerializerOptions Serializer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _eventType;
    private readonly string _name;
    private readonly DateTimeOffset _now;
    private readonly Request[] _requests;

    /// <summary>New requests. The first part of their ids grows with time, the second within the batch: their order is that of the ratchets.</summary>
    public ToDeviceBodies(string eventType, int requests, DateTimeOffset now)
        : this(eventType, Guid.CreateVersion7(now).ToString("N"), requests, now)
    {
    }

    /// <summary>The parts of a request: new ids, at its place in the order.</summary>
    public ToDeviceBodies(ToDeviceRecord whole, int parts)
        : this(whole.EventType, whole.Id, parts, whole.CreatedAt)
    {
    }

    private ToDeviceBodies(string eventType, string name, int requests, DateTimeOffset now)
    {
        (_eventType, _name, _now) = (eventType, name, now);
        _requests = new Request[requests];
        for (var i = 0; i < requests; i++) _requests[i] = new Request();
    }

    /// <summary>The transaction id of a request.</summary>
    public string IdOf(int request) => $"{_name}.{request.ToString("D6", CultureInfo.InvariantCulture)}";

    /// <summary>Adds a message. All messages of a user are added one after the other.</summary>
    public void Add(int request, UserId user, DeviceId device, ReadOnlySpan<byte> content) => _requests[request].Add(user, device, content);

    /// <summary>The requests that hold something, to be stored.</summary>
    public IEnumerable<ToDeviceRecord> Records()
    {
        for (var i = 0; i < _requests.Length; i++)
            if (_requests[i].Targets > 0)
                yield return new ToDeviceRecord(IdOf(i)) { EventType = _eventType, Body = _requests[i].Body(), Targets = _requests[i].Targets, CreatedAt = _now };
    }

    public void Dispose()
    {
        foreach (var request in _requests) request.Dispose();
    }

    private sealed class Request : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _output = new(1024);
        private readonly Utf8JsonWriter _writer;
        private UserId? _user;

        public Request()
        {
            _writer = new Utf8JsonWriter(_output, Json);
            _writer.WriteStartObject();
            _writer.WriteStartObject("messages"u8);
        }

        public int Targets { get; private set; }

        public void Add(UserId user, DeviceId device, ReadOnlySpan<byte> content)
        {
            if (_user != user)
            {
                if (_user is not null) _writer.WriteEndObject();
                _writer.WriteStartObject(user.Value);
                _user = user;
            }

            _writer.WritePropertyName(device.Value);
            _writer.WriteRawValue(content, skipInputValidation: true);
            Targets++;
        }

        public byte[] Body()
        {
            if (_user is not null) _writer.WriteEndObject();
            _user = null;
            _writer.WriteEndObject();
            _writer.WriteEndObject();
            _writer.Flush();
            return _output.WrittenSpan.ToArray();
        }

        public void Dispose() => _writer.Dispose();
    }
}
