using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>One of the answers a poll offers.</summary>
public sealed record PollAnswer(string Id, string Text);

/// <summary>Whether results are shown while the poll runs (MSC3381).</summary>
public enum PollKind
{
    /// <summary>Shown once the poll has ended; also what an unknown kind means.</summary>
    Undisclosed,

    /// <summary>Shown as votes come in.</summary>
    Disclosed,
}

/// <summary>A poll (MSC3381), under its unstable or stable name.</summary>
public sealed record PollStartContent(PollKind Kind, int MaxSelections, string Question, IReadOnlyList<PollAnswer> Answers) : EventContent
{
    /// <summary>MSC3381: further answers are cut.</summary>
    public const int MaximumAnswers = 20;

    /// <inheritdoc/>
    public override string EventType => EventTypes.PollStart;

    /// <summary>What clients without polls show; made from question and answers when null.</summary>
    public string? FallbackText { get; init; }

    /// <summary>The relation, <c>m.replace</c> when this is an edit.</summary>
    public RelatesTo? RelatesTo { get; init; }

    /// <summary>What an edit puts in place of the poll.</summary>
    public PollStartContent? NewContent { get; init; }

    internal static PollStartContent? Read(JsonElement content) => Read(content, depth: 0);

    private static PollStartContent? Read(JsonElement content, int depth)
    {
        // MSC3381 as merged: under the stable name the block is m.poll; some clients wrote it under the event's own name.
        var start = content.ObjectOrNull(EventTypes.PollStart) ?? content.ObjectOrNull(PollNames.StableBlock) ?? content.ObjectOrNull(EventTypes.StablePollStart);
        var relation = RelatesTo.Read(content);
        var replacement = depth == 0 && content.ObjectOrNull("m.new_content") is { } edited ? Read(edited, depth + 1) : null;
        // An edit need only carry the new poll: it then stands for the outer one too.
        if (start is not { } poll) return replacement is null ? null : replacement with { RelatesTo = relation, NewContent = replacement };
        if (poll.ObjectOrNull("question") is not { } question || PollNames.Text(question) is not { } text) return null;
        var answers = ReadAnswers(poll);
        if (answers.Count == 0) return null;
        return new PollStartContent(KindOf(poll.StringOrNull("kind")), Math.Max(1, poll.IntOrNull("max_selections") ?? 1), text, answers)
        {
            FallbackText = PollNames.Text(content),
            RelatesTo = relation,
            NewContent = replacement,
        };
    }

    private static PollKind KindOf(string? kind) =>
        kind is PollNames.UnstableDisclosed or PollNames.StableDisclosed or PollNames.MergedDisclosed ? PollKind.Disclosed : PollKind.Undisclosed;

    private static List<PollAnswer> ReadAnswers(JsonElement poll)
    {
        var answers = new List<PollAnswer>();
        foreach (var answer in poll.Items("answers", MaximumAnswers))
            if ((answer.StringOrNull("id") ?? answer.StringOrNull("m.id")) is { } id && PollNames.Text(answer) is { } text)
                answers.Add(new PollAnswer(id, text));
        return answers;
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(EventTypes.PollStart);
        writer.WriteString("kind", Kind == PollKind.Disclosed ? PollNames.UnstableDisclosed : PollNames.UnstableUndisclosed);
        writer.WriteNumber("max_selections", MaxSelections);
        writer.WriteStartObject("question");
        writer.WriteString(PollNames.UnstableText, Question);
        writer.WriteEndObject();
        writer.WriteStartArray("answers");
        foreach (var (id, text) in Answers)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString(PollNames.UnstableText, text);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString(PollNames.UnstableText, FallbackText ?? DefaultFallback());
        RelatesTo?.WriteTo(writer);
        if (NewContent is null) return;
        writer.WritePropertyName("m.new_content");
        NewContent.WriteTo(writer);
    }

    private string DefaultFallback() => Question + string.Concat(Answers.Select((answer, i) => $"\n{i + 1}. {answer.Text}"));
}
