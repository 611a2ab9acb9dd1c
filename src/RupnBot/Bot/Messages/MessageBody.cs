using System.Text;

namespace RupnBot.Bot.Messages;

/// <summary>A room message, twice: plain for notifications and old clients, HTML for the others. Either is enough alone.</summary>
/// <param name="Plain">The event's <c>body</c>.</param>
/// <param name="Html">The event's <c>formatted_body</c>, in the subset that Tchap shows.</param>
public sealed record MessageBody(string Plain, string Html)
{
    /// <summary>What both take in an event, in bytes of UTF-8. An event has at most 65,536 in all, its encrypted form included.</summary>
    public int Size => Encoding.UTF8.GetByteCount(Plain) + Encoding.UTF8.GetByteCount(Html);
}
