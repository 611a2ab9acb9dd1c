using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Files;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Campaigns.Commands;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Requests;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Sources.Feeds.Decoding;
using RupnBot.Storage;
using RupnBot.Surveys.Files;
using RupnBot.Surveys.Requests;

namespace RupnBot.Campaigns.Files;

/// <param name="Campaign">The one that waited when the file was sent.</param>
/// <param name="Editor">Who sent it.</param>
/// <param name="Chat">Where.</param>
/// <param name="AskedBy">The message: one file, one answer.</param>
/// <param name="Name">Of the file.</param>
/// <param name="File">Where it lies.</param>
internal sealed record CampaignListPayload(long Campaign, string Editor, string Chat, string AskedBy, string Name, ChatFile File)
{
    /// <summary>Its sender said that it is the list.</summary>
    public bool IsChosen { get; init; }
}

/// <summary>Fetches the list of people a campaign is for. It is taken whole or not at all; the file is not kept.</summary>
internal sealed class CampaignListJob(Database database, BotSession session, CampaignDesk desk, CampaignListText words, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "campaign-list";

    public string Kind => JobKind;

    public static Task QueueAsync(BotDbContext db, CampaignListPayload payload, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueueJobAsync(JobKind, payload.AskedBy, payload, now, cancellationToken);

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<CampaignListPayload>();
        await session.ReadyAsync(cancellationToken);
        try
        {
            return await ReadAsync(payload, await payload.File.DownloadAsync(session.Client.WithPriority(RequestPriority.Interactive), PeopleFile.Bytes, cancellationToken), cancellationToken);
        }
        catch (ChatFileException e)
        {
            return db => SayAsync(db, payload, words.Refused(payload.Name, e.Fault), cancellationToken);
        }
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<CampaignListPayload>();
        return SayAsync(db, payload, words.Refused(payload.Name, ChatFileFault.NotThere), cancellationToken);
    }

    /// <summary>What becomes of the file's bytes: the people found, looked up outside of the transaction that stores them.</summary>
    internal async Task<Func<BotDbContext, Task>> ReadAsync(CampaignListPayload payload, byte[] bytes, CancellationToken cancellationToken)
    {
        var text = CharsetDecoder.Decode(bytes, "text/plain; charset=utf-8");
        var reading = PeopleFile.Read(text);
        // A text that mostly names nobody is the other thing that editors send.
        if (!payload.IsChosen && SurveyFile.IsText(payload.Name) && reading.Faults.Count > reading.People.Count + reading.Addresses.Count) return db => PassOnAsync(db, payload, cancellationToken);
        if (words.FaultOf(reading) is { } fault) return db => SayAsync(db, payload, fault, cancellationToken);
        var (people, unknown) = await KnownAsync(reading, cancellationToken);
        return db => TakeAsync(db, payload, reading, people, unknown, cancellationToken);
    }

    private Task PassOnAsync(BotDbContext db, CampaignListPayload payload, CancellationToken cancellationToken) =>
        SurveyFileJob.QueueAsync(db, new SurveyFilePayload(payload.Editor, payload.Chat, payload.AskedBy, payload.Name, payload.File), time.GetUtcNow(), cancellationToken);

    /// <summary>Whose the addresses are: of the members the bot knows, the only one whose ID is made of that address.</summary>
    private async Task<(List<UserId> People, List<int> UnknownLines)> KnownAsync(PeopleReading reading, CancellationToken cancellationToken)
    {
        var people = reading.People.ToList();
        var unknown = new List<int>();
        if (reading.Addresses.Count == 0) return (people, unknown);
        var members = await database.ReadAsync(
            db => db.Set<Bot.Rooms.RoomMember>().Where(member => member.IsJoined).Select(member => member.UserId).Distinct().ToListAsync(cancellationToken), cancellationToken);
        var byName = members.ToLookup(user => user.LocalPart, StringComparer.Ordinal);
        var listed = people.ToHashSet();
        foreach (var (localpart, line) in reading.Addresses)
        {
            if (byName[localpart].Take(2).ToArray() is not [var only]) unknown.Add(line);
            else if (listed.Add(only)) people.Add(only);
        }

        return (people, unknown);
    }

    private async Task TakeAsync(BotDbContext db, CampaignListPayload payload, PeopleReading reading, List<UserId> people, List<int> unknown, CancellationToken cancellationToken)
    {
        var chat = new RoomId(payload.Chat);
        // Agreed to, dropped or written anew meanwhile: what was sent was for what was shown then.
        if (await db.FindAsync<Campaign>([payload.Campaign], cancellationToken) is not { State: CampaignState.Prepared } campaign)
        {
            await SayAsync(db, payload, texts.Get("Campaigns.ListTooLate").ToBody(), cancellationToken);
            return;
        }

        if (people.Count == 0)
        {
            await SayAsync(db, payload, texts.Get("Campaigns.ListUnknown").ToBody(), cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        campaign.Target = CampaignTarget.Of([.. people.Select(user => user.Value)]).Write();
        await SayAsync(db, payload, words.Read(people.Count, reading.Repeated, unknown), cancellationToken);
        await SayAsync(db, payload, await desk.PreviewAsync(db, campaign, session.Self, now, cancellationToken), cancellationToken, part: 1);
    }

    private Task SayAsync(BotDbContext db, CampaignListPayload payload, MessageBody body, CancellationToken cancellationToken, int part = 0) => db.QueueAsync(
        new OutgoingMessage(new RoomId(payload.Chat), body.ToMessage(notice: true)) { Key = $"campaign-list:{payload.AskedBy}:{part}" }, time.GetUtcNow(), cancellationToken);
}
