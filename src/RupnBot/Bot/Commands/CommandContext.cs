using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Crypto;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Commands;

/// <summary>A command being executed: who asked, where, with which words, and the means to answer.</summary>
public sealed class CommandContext(TimelineEvent source, CommandLine line, bool isDirect, EventId? repliedTo, Permissions permissions, Texts texts)
{
    private int _replies;

    public BotDbContext Db => source.Db;

    /// <summary>Where it was asked.</summary>
    public Room Room => source.Room;

    public UserId Sender => source.Event.Sender;

    public EventId EventId => source.Event.EventId;

    /// <summary>The sender's cryptographic identity is not the one first seen, and nobody has confirmed it yet.</summary>
    public bool HasChangedIdentity => source.Trust == SenderTrust.IdentityChanged;

    /// <summary>The key it was written with came from the backup: whoever can write there could have made the message up.</summary>
    public bool IsUnauthenticated => source.Trust == SenderTrust.Unauthenticated;

    /// <summary>The message this one answers, when it was written as a reply.</summary>
    public EventId? RepliedTo => repliedTo;

    public CommandLine Line => line;

    public bool IsDirect => isDirect;

    public DateTimeOffset Now => source.Now;

    public DateTimeOffset SentAt => source.SentAt;

    /// <summary>The server's own word for when it was sent, Unix milliseconds; may be any number.</summary>
    public long OriginServerTs => source.Event.OriginServerTs;

    public UserId Self => source.Self;

    public Texts Texts => texts;

    public Permissions Permissions => permissions;

    public Role Role => permissions.General(Sender);

    /// <summary>Choices already made in a conversation, by slot.</summary>
    public Dictionary<string, string> Choices { get; init; } = [];

    /// <summary>The message itself; after a question about a file, that file's.</summary>
    public MessageContent? Said { get; init; }

    public CommandFault Fault(string key, params ReadOnlySpan<(string Name, object? Value)> values) => new(texts.Format(key, values));

    public Task<OutboxMessage> ReplyAsync(string text, CancellationToken cancellationToken) => ReplyAsync(text.ToBody(), cancellationToken);

    /// <summary>Answers where it was asked, as a notice; in a salon as a reply, so that it is clear to whom.</summary>
    public Task<OutboxMessage> ReplyAsync(MessageBody body, CancellationToken cancellationToken)
    {
        var content = body.ToMessage(notice: true);
        return QueueAsync(new OutgoingMessage(Room.Id, isDirect ? content : content.AsReplyTo(EventId)), cancellationToken);
    }

    public Task<OutboxMessage> ConfirmAsync(string text, CancellationToken cancellationToken) => ConfirmAsync(text.ToBody(), cancellationToken);

    /// <summary>Tells only who asked: in their direct chat where there is one, else where it was asked.</summary>
    public async Task<OutboxMessage> ConfirmAsync(MessageBody body, CancellationToken cancellationToken)
    {
        if (isDirect || await DirectChatAsync(cancellationToken) is not { } chat) return await ReplyAsync(body, cancellationToken);
        return await QueueAsync(new OutgoingMessage(chat.Id, body.ToMessage(notice: true)), cancellationToken);
    }

    /// <summary>Queues any message caused by this command, once even if the command is read twice.</summary>
    public async Task<OutboxMessage> QueueAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var key = message.Key ?? $"reply:{EventId}:{_replies++}";
        return await Db.QueueAsync(message with { Key = key, TellRoomId = message.TellRoomId ?? await TellRoomAsync(cancellationToken) }, Now, cancellationToken);
    }

    /// <summary>The direct chat between the asker and the bot; null when there is none.</summary>
    public Task<Room?> DirectChatAsync(CancellationToken cancellationToken) => DirectChats.OfAsync(Db, Sender, cancellationToken);

    /// <summary>Asks a numbered question and stops; when it is answered the command runs again and this returns the value chosen.</summary>
    /// <exception cref="QuestionAsked">The question was put.</exception>
    public async Task<string> ChooseAsync(string slot, string question, IReadOnlyList<ChoiceOption> options, CancellationToken cancellationToken)
    {
        if (Choices.TryGetValue(slot, out var chosen) && options.Any(option => option.Value == chosen)) return chosen;
        await WaitAsync(line, slot, options, cancellationToken);
        await ReplyAsync(QuestionBody.Of(question, options, texts), cancellationToken);
        throw new QuestionAsked();
    }

    /// <summary>As <see cref="ChooseAsync"/>, of which one or more may be chosen: « 1 3 », « 2-4 », « tous ».</summary>
    /// <returns>The values chosen, in the order of the options; never none.</returns>
    /// <exception cref="QuestionAsked">The question was put.</exception>
    public async Task<IReadOnlyList<string>> ChooseSeveralAsync(string slot, string question, IReadOnlyList<ChoiceOption> options, CancellationToken cancellationToken)
    {
        var several = PendingQuestion.SlotOfSeveral(slot);
        // One that is no longer there, meanwhile: it is asked anew, for all.
        if (Choices.TryGetValue(several, out var chosen) && PendingQuestion.Split(chosen) is var values && values.All(value => options.Any(option => option.Value == value))) return values;
        await WaitAsync(line, several, options, cancellationToken);
        await ReplyAsync(QuestionBody.Of(question, options, texts, takesSeveral: true), cancellationToken);
        throw new QuestionAsked();
    }

    /// <summary>Keeps a command that was probably meant, to be run when its one answer is given. Nothing is said here.</summary>
    public Task OfferAsync(CommandLine meant, string answer, CancellationToken cancellationToken) => WaitAsync(meant, "meant", [new ChoiceOption("yes", answer)], cancellationToken);

    private async Task WaitAsync(CommandLine waiting, string slot, IReadOnlyList<ChoiceOption> options, CancellationToken cancellationToken)
    {
        var pending = await Db.FindAsync<PendingQuestion>([Room.Id, Sender], cancellationToken);
        if (pending is not null) Db.Remove(pending);
        await Db.SaveChangesAsync(cancellationToken);
        var choices = new Dictionary<string, string>(Choices);
        if (Said is { } said) SaidFile.Keep(choices, said);
        Db.Add(new PendingQuestion
        {
            RoomId = Room.Id,
            UserId = Sender,
            Word = waiting.Word,
            Rest = waiting.Rest,
            RepliedTo = repliedTo,
            Slot = slot,
            Choices = JsonSerializer.Serialize(choices),
            Options = JsonSerializer.Serialize(options),
            ExpiresAt = Now + PendingQuestion.Patience,
        });
    }

    /// <summary>
    /// The salon a command is about: where it was written, or in direct chat the one shared salon, or the one chosen of several.
    /// </summary>
    /// <exception cref="CommandFault">No such salon, or the asker is not its référent though the command needs one.</exception>
    public async Task<Room> SalonAsync(bool asReferent, CancellationToken cancellationToken)
    {
        if (!isDirect)
        {
            if (asReferent && !await permissions.IsReferentAsync(Db, Room, Sender, cancellationToken)) throw await RefusedAsync(Room, cancellationToken);
            return await Db.Set<Room>().AsTracking().SingleAsync(room => room.Id == Room.Id, cancellationToken);
        }

        var shared = await SharedSalonsAsync(cancellationToken);
        if (shared.Count == 0) throw Fault("Bot.NoSharedSalon");
        var usable = new List<Room>();
        foreach (var salon in shared)
            if (!asReferent || await permissions.IsReferentAsync(Db, salon, Sender, cancellationToken)) usable.Add(salon);
        return usable switch
        {
            [] => throw await RefusedAsync(shared[0], cancellationToken),
            [var only] => only,
            _ => await ChosenSalonAsync(usable, cancellationToken),
        };
    }

    /// <summary>Salons where both the asker and the bot are, by name.</summary>
    public async Task<IReadOnlyList<Room>> SharedSalonsAsync(CancellationToken cancellationToken)
    {
        var rooms = await Db.Set<Room>().AsTracking()
            .Where(room => room.Membership == RoomMembership.Joined && !room.IsDirect && room.Successor == null)
            .Where(room => Db.Set<RoomMember>().Any(member => member.RoomId == room.Id && member.UserId == Sender && member.IsJoined))
            .ToListAsync(cancellationToken);
        return [.. rooms.OrderBy(NameOf, StringComparer.Create(texts.Culture, ignoreCase: true)).ThenBy(room => room.Id)];
    }

    /// <summary>What people call a room.</summary>
    public string NameOf(Room room) => room.Name ?? room.CanonicalAlias ?? texts.Get("Bot.UnnamedSalon");

    /// <summary>Salons to choose from; those of one name are told apart by how many are there, and since when the bot is.</summary>
    public async Task<IReadOnlyList<ChoiceOption>> SalonOptionsAsync(IReadOnlyList<Room> salons, CancellationToken cancellationToken)
    {
        var alike = salons.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).SelectMany(group => group).Select(room => room.Id).ToHashSet();
        var options = new List<ChoiceOption>();
        foreach (var salon in salons)
            options.Add(new ChoiceOption(salon.Id.Value, alike.Contains(salon.Id) ? await ToldApartAsync(salon, cancellationToken) : NameOf(salon)));
        return options;
    }

    private async Task<string> ToldApartAsync(Room salon, CancellationToken cancellationToken)
    {
        var members = await Db.Set<RoomMember>().CountAsync(member => member.RoomId == salon.Id && member.IsJoined, cancellationToken);
        var since = (salon.JoinedAt ?? Now).ToString("d", texts.Culture);
        return texts.Plural("Bot.SalonToldApart", members, ("name", NameOf(salon)), ("day", since));
    }

    // Where the bot may no longer write, it cannot say so either: who asked there is told in their direct chat.
    private async Task<RoomId> TellRoomAsync(CancellationToken cancellationToken) =>
        isDirect ? Room.Id : (await DirectChatAsync(cancellationToken))?.Id ?? Room.Id;

    private async Task<Room> ChosenSalonAsync(List<Room> salons, CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync("salon", texts.Get("Bot.WhichSalon"), await SalonOptionsAsync(salons, cancellationToken), cancellationToken);
        return salons.Single(salon => salon.Id.Value == chosen);
    }

    /// <summary>The refusal of product.md: nothing was changed, who can change that, and what they would write.</summary>
    private async Task<CommandFault> RefusedAsync(Room salon, CancellationToken cancellationToken)
    {
        var administrator = await SalonAdministrators.FirstAsync(Db, salon, Self, cancellationToken);
        return administrator is null
            ? Fault("Bot.NotReferent", ("user", Sender.Value))
            : Fault("Bot.NotReferentAsk", ("user", Sender.Value), ("admin", administrator));
    }
}
