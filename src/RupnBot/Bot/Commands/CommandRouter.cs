using System.Collections.Frozen;
using System.Text.RegularExpressions;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>Finds out whether a message is a command, whose, and runs it. Nothing of a message that is not one is kept.</summary>
public sealed partial class CommandRouter(IEnumerable<ICommand> commands, IEnumerable<ICommandBranch> branches, IEnumerable<IConversation> conversations, Permissions permissions, CommandQuota quota, Texts texts) : ITimelineHandler
{
    /// <summary>A command older than this, after downtime, is not executed: whoever sent it has moved on.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private const int LongestSentence = 300;

    private readonly FrozenDictionary<string, ICommand> _commands = Index(commands);

    private readonly ILookup<string, ICommandBranch> _branches = branches.ToLookup(branch => branch.Command, StringComparer.Ordinal);

    private readonly IConversation[] _conversations = [.. conversations.OrderBy(conversation => conversation.Order)];

    // In the order of the commands, the French word first: of two that are equally near, that one is meant.
    private readonly string[] _names = [.. commands.SelectMany(command => command.Info.AllNames)];

    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Message];

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        if (timelineEvent.IsOwn || timelineEvent.Origin == EventOrigin.History) return;
        // Other bots write notices; an edit is not said anew.
        if (timelineEvent.Event.Content is not MessageContent message || message.MsgType == MessageContent.NoticeType || message.RelatesTo?.RelType == RelatesTo.Replace) return;
        var db = timelineEvent.Db;
        var isDirect = await DirectChats.IsDirectAsync(db, timelineEvent.Room, cancellationToken);
        var isText = message.MsgType == MessageContent.TextType;
        // In a salon a file is never said to the bot.
        if (!isText && !(isDirect && _conversations.Length > 0)) return;
        var body = ReplyFallback.Strip(message);
        var asked = isText ? await FindQuestionAsync(timelineEvent, body, cancellationToken) : null;
        var line = asked?.Line ?? (isText ? CommandLine.Parse(body, isDirect) : null);
        var known = line is null ? null : _commands.GetValueOrDefault(line.Word);
        var suggestion = line is null || known is not null ? null : NearMiss.Find(line.Word, _names);
        if (known is null && suggestion is null && !isDirect) return;
        if (await db.FindAsync<HandledCommand>([timelineEvent.Event.EventId], cancellationToken) is not null) return;
        if (asked is not null) db.Remove((await PendingAsync(timelineEvent, cancellationToken))!);
        db.Add(new HandledCommand { Id = timelineEvent.Event.EventId, At = timelineEvent.Now });
        await db.SaveChangesAsync(cancellationToken);

        // The answer to a question that a conversation put brings its words back, which have no first word, or the file it was about.
        var words = asked is { Line.Word: "" } ? asked.Line.Rest : body;
        var said = asked is { Line.Word: "" } ? SaidFile.Of(asked.Choices) ?? message : message;
        CommandContext Context(CommandLine line) =>
            new(timelineEvent, line, isDirect, asked?.RepliedTo ?? message.RelatesTo?.InReplyTo, permissions, texts) { Choices = asked?.Choices ?? [], Said = said };
        if (isDirect && asked is null or { Line.Word: "" }
            && await ConverseAsync(Context(new CommandLine("", words)), new Said(said, words, known, CommandLine.IsMarked(words)), cancellationToken)) return;
        // Words that are neither a command nor for a conversation may still say which option is meant.
        if (isDirect && isText && asked is null && known is null && await PendingAsync(timelineEvent, cancellationToken) is { Word.Length: > 0 } pending && Understood(pending, body) is { } part)
        {
            db.Remove(pending);
            (asked, line, known) = (part, part.Line, _commands.GetValueOrDefault(part.Line.Word));
            await db.SaveChangesAsync(cancellationToken);
        }

        if (isDirect && known is null && Courtesy.Is(body)) return;
        if (line is { Word: "" } || (line is null && !(isDirect && isText && Says(body)))) return;

        var context = Context(line ?? new CommandLine("", body));
        if (IsLate(context) && known is not { Info.CountsWhenLate: true }) await AskAgainAsync(context, known, cancellationToken);
        else if (context.Role == Role.Stranger && known is not { Info.IsForStrangersToo: true }) await TurnAwayAsync(context, cancellationToken);
        else if (!quota.Take(context.Sender)) await SlowDownAsync(context, cancellationToken);
        else if (known is null) await HintAsync(context, suggestion, cancellationToken);
        else await ExecuteAsync(known, context, cancellationToken);
    }

    private AnsweredQuestion? Understood(PendingQuestion pending, string body) => AnsweredQuestion.ReadPart(pending, body)
        ?? ((_commands.GetValueOrDefault(pending.Word) as IReadsAnswers)?.ReadAnswer(pending.Slot, body) is { } value ? AnsweredQuestion.Chosen(pending, value) : null);

    // A thumb up is thanks; « ? » or an address alone wants an answer.
    private static bool Says(string body) => body.Any(char.IsLetterOrDigit) || body.Contains('?', StringComparison.Ordinal);

    /// <summary>The savepoint was rolled back: nothing was changed, and whoever asked is told.</summary>
    public Task FailedAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken) =>
        timelineEvent.Db.QueueAsync(
            new OutgoingMessage(timelineEvent.Room.Id, texts.Get("Bot.Failed").ToBody().ToMessage(notice: true)) { Key = $"failed:{timelineEvent.Event.EventId}" },
            timelineEvent.Now,
            cancellationToken);

    private static FrozenDictionary<string, ICommand> Index(IEnumerable<ICommand> commands)
    {
        var index = new Dictionary<string, ICommand>(StringComparer.Ordinal);
        foreach (var command in commands)
            foreach (var name in command.Info.AllNames.Distinct(StringComparer.Ordinal)) index.Add(name, command);
        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static async Task<AnsweredQuestion?> FindQuestionAsync(TimelineEvent timelineEvent, string body, CancellationToken cancellationToken)
    {
        var pending = await PendingAsync(timelineEvent, cancellationToken);
        if (pending is null) return null;
        if (pending.ExpiresAt < timelineEvent.Now)
        {
            timelineEvent.Db.Remove(pending);
            return null;
        }

        return AnsweredQuestion.Read(pending, body);
    }

    private static ValueTask<PendingQuestion?> PendingAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken) =>
        timelineEvent.Db.FindAsync<PendingQuestion>([timelineEvent.Room.Id, timelineEvent.Event.Sender], cancellationToken);

    private static bool IsLate(CommandContext context) => context.Now - context.SentAt > Fresh;

    private async Task<bool> ConverseAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        // What the commands say to strangers, to the hasty and about changed identities they say themselves.
        if (context.Role == Role.Stranger || context.IsUnauthenticated || quota.IsSpent(context.Sender)) return false;
        foreach (var conversation in _conversations)
        {
            if (context.Role < conversation.Role || (IsLate(context) && !conversation.TakesLate) || (context.HasChangedIdentity && conversation.Role >= Role.Referent)) continue;
            var taken = false;
            // Refused, or put as a question: it has been answered, so it was taken.
            if (!await RunAsync(context, async () => taken = await conversation.TakeAsync(context, said, cancellationToken), cancellationToken)) taken = true;
            if (!taken) continue;
            quota.Take(context.Sender);
            return true;
        }

        return false;
    }

    private Task ExecuteAsync(ICommand command, CommandContext context, CancellationToken cancellationToken) => RunAsync(
        context,
        () =>
        {
            if (!command.Info.Places.HasFlag(context.IsDirect ? Places.Direct : Places.Salon))
                throw context.Fault(context.IsDirect ? "Bot.OnlyInSalon" : "Bot.OnlyInDirect", ("command", command.Info.Name));
            // Whether someone is the référent depends on the salon, which the command finds out.
            if (command.Info.Role >= Role.Editor && context.Role < command.Info.Role) throw context.Fault(command.Info.Role == Role.Editor ? "Bot.OnlyEditors" : "Bot.OnlyAdministrators", ("command", command.Info.Name));
            // Whoever took an account over speaks with another identity: what only référents and above may do rests until it is confirmed.
            if (context.HasChangedIdentity && command.Info.Role >= Role.Referent) throw context.Fault("Bot.IdentityChanged", ("user", context.Sender));
            if (context.IsUnauthenticated && !command.Info.CountsWhenLate) throw context.Fault("Bot.Unauthenticated", ("command", command.Info.Name));
            return BranchAsync(command, context, cancellationToken);
        },
        cancellationToken);

    private async Task BranchAsync(ICommand command, CommandContext context, CancellationToken cancellationToken)
    {
        foreach (var branch in _branches[command.Info.Name])
            if (await branch.TakeAsync(context, cancellationToken)) return;
        await command.ExecuteAsync(context, cancellationToken);
    }

    /// <returns>False when it was refused or waits for an answer to its question; who asked has been told.</returns>
    private static async Task<bool> RunAsync(CommandContext context, Func<Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run();
            return true;
        }
        catch (CommandFault fault)
        {
            // It is thrown before anything is changed; what was only tracked is let go.
            context.Db.ChangeTracker.Clear();
            await context.ReplyAsync(fault.Text, cancellationToken);
        }
        catch (QuestionAsked)
        {
            // The question is in the outbox, and the command waits for its answer.
        }

        return false;
    }

    private async Task AskAgainAsync(CommandContext context, ICommand? known, CancellationToken cancellationToken)
    {
        if (known is null) return;
        // After a long silence someone may have tried several times: one answer a day is enough.
        await context.QueueAsync(
            new OutgoingMessage(context.Room.Id, texts.Format("Bot.SendAgain", ("command", known.Info.Name)).ToBody().ToMessage(notice: true))
            {
                Key = $"late:{context.Room.Id}:{context.Sender}:{context.Now:yyyyMMdd}",
            },
            cancellationToken);
    }

    private Task TurnAwayAsync(CommandContext context, CancellationToken cancellationToken) => context.QueueAsync(
        new OutgoingMessage(context.Room.Id, texts.Get("Bot.Stranger").ToBody().ToMessage(notice: true)) { Key = $"stranger:{context.Room.Id}:{context.Sender}:{context.Now:yyyyMMdd}" },
        cancellationToken);

    private Task SlowDownAsync(CommandContext context, CancellationToken cancellationToken) => context.QueueAsync(
        new OutgoingMessage(context.Room.Id, texts.Get("Bot.SlowDown").ToBody().ToMessage(notice: true)) { Key = $"quota:{context.Sender}:{context.Now:yyyyMMddHH}" },
        cancellationToken);

    /// <summary>The command that a sentence speaks of: « je voudrais m'abonner ».</summary>
    private string? Named(string sentence) => WordsPattern().Matches(TextFolding.Fold(sentence[..Math.Min(sentence.Length, LongestSentence)]))
        .Select(word => _commands.GetValueOrDefault(word.Value)).FirstOrDefault(command => command is { Info.IsHidden: false })?.Info.Name;

    [GeneratedRegex(@"\p{L}{4,}(?:-\p{L}+)*", RegexOptions.CultureInvariant)]
    private static partial Regex WordsPattern();

    private async Task HintAsync(CommandContext context, string? suggestion, CancellationToken cancellationToken)
    {
        var pending = context.IsDirect ? await context.Db.FindAsync<PendingQuestion>([context.Room.Id, context.Sender], cancellationToken) : null;
        var text = texts.Get("Bot.NotUnderstood");
        if (suggestion is not null)
        {
            // In a salon a « oui » may be for somebody else.
            if (context.IsDirect && pending is null) await context.OfferAsync(context.Line with { Word = suggestion }, texts.Get("Bot.Yes"), cancellationToken);
            text = texts.Format("Bot.DidYouMean", ("command", (context.IsDirect ? "" : "!") + suggestion));
        }
        else if (pending is not null && AnsweredQuestion.OptionCount(pending) is > 1 and var count)
        {
            text = texts.Format(pending.TakesSeveral ? "Bot.WhichNumbers" : "Bot.WhichNumber", ("count", count));
        }
        else if (context.IsDirect && Named($"{context.Line.Word} {context.Line.Rest}") is { } named)
        {
            text = texts.Format("Bot.PerhapsThis", ("example", texts.Get($"Help.{named}.Example")));
        }

        await context.ReplyAsync(text, cancellationToken);
    }
}
