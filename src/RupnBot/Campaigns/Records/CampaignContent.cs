using System.Text.Json;
using System.Text.Json.Serialization;
using RupnBot.Polls.Requests;
using RupnBot.Schools.Audiences;

namespace RupnBot.Campaigns.Records;

/// <summary>The poll of a campaign, as it is kept.</summary>
internal sealed record CampaignContent(string Question, IReadOnlyList<string> Answers, bool IsSeveral)
{
    public static CampaignContent Of(PollRequest request) => new(request.Question, request.Answers, request.IsSeveral);

    public static CampaignContent Read(string json) => JsonSerializer.Deserialize(json, CampaignJson.Default.CampaignContent) ?? throw new JsonException("A campaign's poll is an object.");

    public string Write() => JsonSerializer.Serialize(this, CampaignJson.Default.CampaignContent);

    public PollRequest ToRequest() => new(Question, Answers) { IsSeveral = IsSeveral };
}

/// <summary>Whom a campaign is for: salons, all référents, or people of a list.</summary>
/// <param name="Salons">The salons; null when it is for people.</param>
/// <param name="IsReferents">Everybody who is référent of a salon.</param>
/// <param name="People">Matrix ids.</param>
internal sealed record CampaignTarget(Audience? Salons, bool IsReferents, IReadOnlyList<string> People)
{
    public static CampaignTarget Referents { get; } = new(null, true, []);

    public static CampaignTarget Of(Audience audience) => new(audience, false, []);

    public static CampaignTarget Of(IReadOnlyList<string> people) => new(null, false, people);

    /// <summary>The people of a file that is yet to be sent.</summary>
    [JsonIgnore]
    public bool IsListToCome => Salons is null && !IsReferents && People.Count == 0;

    public CampaignTarget WithoutNames() => this with { People = [] };

    public static CampaignTarget Read(string json) => JsonSerializer.Deserialize(json, CampaignJson.Default.CampaignTarget) ?? throw new JsonException("A campaign's target is an object.");

    public string Write() => JsonSerializer.Serialize(this, CampaignJson.Default.CampaignTarget);
}

[JsonSerializable(typeof(CampaignContent))]
[JsonSerializable(typeof(CampaignTarget))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class CampaignJson : JsonSerializerContext;
