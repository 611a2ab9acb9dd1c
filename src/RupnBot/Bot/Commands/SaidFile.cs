using System.Text;
using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>
/// A file whose purpose is asked: it waits with the question among the choices made, so that the answer brings back the file itself and not only
/// its name.
/// </summary>
internal static class SaidFile
{
    private const string Slot = "$said";

    public static void Keep(Dictionary<string, string> choices, MessageContent message)
    {
        if (message.MsgType != MessageContent.TextType) choices[Slot] = message.ToJsonString();
    }

    /// <summary>Null when the question was put to words.</summary>
    public static MessageContent? Of(IReadOnlyDictionary<string, string> choices)
    {
        if (!choices.TryGetValue(Slot, out var json)) return null;
        var said = new MatrixEvent { Type = EventTypes.Message, EventId = default, Sender = default, OriginServerTs = 0, ContentJson = Encoding.UTF8.GetBytes(json) };
        return said.Content as MessageContent;
    }
}
