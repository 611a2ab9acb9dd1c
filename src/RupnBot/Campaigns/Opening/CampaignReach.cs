using RupnBot.Bot.Commands;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Schools.Audiences;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Opening;

/// <summary>Where a campaign would go now.</summary>
/// <param name="Places">The rooms, and whose direct chat each is; null for a salon.</param>
/// <param name="People">How many people that reaches, each counted once.</param>
/// <param name="Unreached">People of the list who have no direct chat with the bot.</param>
/// <param name="Text">Whom it is for, in words.</param>
internal sealed record CampaignReach(IReadOnlyList<(RoomId Room, UserId? Person)> Places, int People, IReadOnlyList<UserId> Unreached, string Text)
{
    /// <summary>Everybody it is for, reached or not; empty when it is for salons.</summary>
    public IReadOnlyList<UserId> Everybody => [.. Places.Select(place => place.Person).OfType<UserId>().Concat(Unreached)];
}

/// <summary>Finds where a campaign goes.</summary>
internal sealed class CampaignReaches(CampaignPeople people, Permissions permissions, Texts texts)
{
    public async Task<CampaignReach> OfAsync(BotDbContext db, CampaignTarget target, UserId self, CancellationToken cancellationToken)
    {
        if (target.Salons is { } audience)
        {
            var salons = await AudienceResolver.SalonsAsync(db, audience, cancellationToken);
            var reach = await AudienceResolver.ReachAsync(db, salons, cancellationToken);
            return new CampaignReach([.. salons.Select(salon => (salon.RoomId, (UserId?)null))], reach.People, [], AudienceText.Describe(audience, reach, texts));
        }

        var wanted = target.IsReferents
            ? await people.ReferentsAsync(db, self, cancellationToken)
            : [.. target.People.Select(id => new UserId(id)).Where(user => user != self && permissions.IsAllowed(user))];
        var chats = await CampaignPeople.ChatsAsync(db, wanted, self, cancellationToken);
        var places = wanted.Where(chats.ContainsKey).Select(user => (chats[user], (UserId?)user)).ToList();
        // Neither salons nor people yet: the list is to come as a file.
        var text = target.IsListToCome ? texts.Get("Campaigns.ToFile") : texts.Plural(target.IsReferents ? "Campaigns.ToReferents" : "Campaigns.ToPeople", wanted.Count);
        return new CampaignReach(places, places.Count, [.. wanted.Where(user => !chats.ContainsKey(user))], text);
    }
}
