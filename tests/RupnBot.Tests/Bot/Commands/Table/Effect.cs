using System.Text.RegularExpressions;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;

namespace RupnBot.Tests.Bot.Commands.Table;

/// <summary>What came of something said.</summary>
/// <param name="Bodies">What is now to be sent, as text.</param>
/// <param name="Rows">The same as rows.</param>
/// <param name="Jobs">Kinds of work queued.</param>
/// <param name="Asks">A numbered question waits for its answer.</param>
/// <param name="Changed">The tables that are not as they were.</param>
internal sealed record Happened(IReadOnlyList<string> Bodies, IReadOnlyList<OutboxMessage> Rows, IReadOnlyList<string> Jobs, bool Asks, IReadOnlyList<string> Changed);

/// <summary>How one recognises that a command did what it is for.</summary>
internal sealed record Effect(string Name, Func<Happened, Texts, bool> Is)
{
    /// <summary>It says this text of the resources, whatever fills its gaps; perhaps among others.</summary>
    public static Effect Says(string key) => new($"says {key}", (happened, texts) => happened.Bodies.Any(body => IsText(key, body, texts)));

    /// <summary>It sends an event of this type.</summary>
    public static Effect Sends(string eventType) => new($"sends {eventType}", (happened, _) => happened.Rows.Any(row => row.EventType == eventType));

    /// <summary>It sends a file to who asked.</summary>
    public static Effect SendsFile { get; } = new("sends a file", (happened, _) => happened.Rows.Any(row => row.AttachmentId is not null));

    /// <summary>It queues work that needs the network.</summary>
    public static Effect Queues(string kind) => new($"queues {kind}", (happened, _) => happened.Jobs.Contains(kind));

    public static bool IsText(string key, string body, Texts texts)
    {
        string[] templates = texts.Has(key) ? [texts.Get(key)] : [texts.Get(key + ".one"), texts.Get(key + ".other")];
        return templates.Any(template => Regex.IsMatch(Spaced(body), string.Join(".+?", Regex.Split(Spaced(template), @"\{\w+\}").Select(Regex.Escape)), RegexOptions.Singleline));
    }

    // Not every text has typographic spaces, and none matter here.
    private static string Spaced(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
