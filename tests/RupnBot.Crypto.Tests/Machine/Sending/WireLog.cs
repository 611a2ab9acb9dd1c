using System.Text;
using System.Text.Json;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>What a device sent, seen from outside: a ratchet position that carries two different messages gives both away.</summary>
internal sealed class WireLog
{
    private readonly Dictionary<string, string> _positions = [];

    /// <summary>Positions used for two different messages.</summary>
    public List<string> Reused { get; } = [];

    public int Messages => _positions.Count;

    public void Add(byte[] roomContent)
    {
        var content = JsonSerializer.Deserialize<JsonElement>(roomContent);
        Add("megolm " + content.GetProperty("session_id") + "/" + WireIndex.OfMegolm(roomContent), content.GetProperty("ciphertext").GetString()!);
    }

    public void Add(CryptoRequest request)
    {
        if (request.Kind != CryptoRequestKind.ToDevice) return;
        var messages = JsonSerializer.Deserialize<JsonElement>(request.Body.Span).GetProperty("messages");
        var contents = messages.EnumerateObject().SelectMany(user => user.Value.EnumerateObject(), (user, device) => (Name: user.Name + "/" + device.Name, device.Value));
        foreach (var (name, content) in contents)
            if (content.TryGetProperty("ciphertext", out var ciphertext))
            {
                var message = ciphertext.EnumerateObject().Single().Value;
                Add("olm " + name + " " + WireIndex.OfOlm(message), message.GetProperty("body").GetString()!);
            }

        Add("transaction " + request.Id, Encoding.UTF8.GetString(request.Body.Span));
    }

    private void Add(string position, string bytes)
    {
        if (!_positions.TryAdd(position, bytes) && _positions[position] != bytes) Reused.Add(position);
    }
}
