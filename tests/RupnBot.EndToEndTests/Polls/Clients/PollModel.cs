using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Processes;

namespace RupnBot.EndToEndTests.Polls.Clients;

/// <summary>What matrix-js-sdk's model of a poll comes to (<c>js/poll-model.mjs</c>).</summary>
/// <param name="Votes">By answer id.</param>
/// <param name="Voters">Whose vote counts.</param>
/// <param name="Spoiled">Whose latest vote the SDK calls spoiled.</param>
/// <param name="Ended">The timestamp of the end, Unix milliseconds.</param>
internal sealed record ModelCount(IReadOnlyDictionary<string, int> Votes, int Voters, int Spoiled, long? Ended);

/// <summary>matrix-js-sdk in a process of its own, without a homeserver.</summary>
internal sealed class PollModel : IAsyncDisposable
{
    private readonly JsonLineProcess _sdk;

    private PollModel(JsonLineProcess sdk) => _sdk = sdk;

    public static async Task<PollModel> StartAsync(CancellationToken cancellationToken) =>
        new(await JsPackages.StartAsync("poll-model.mjs", _ => { }, cancellationToken));

    /// <summary>One count for each view; null where the SDK sees no poll.</summary>
    public async Task<IReadOnlyList<ModelCount?>> CountAsync(IEnumerable<ClientView> views, CancellationToken cancellationToken)
    {
        var polls = new JsonArray([.. views.Select(view => (JsonNode)view.ToJson())]);
        var counts = (await _sdk.DoAsync("count", new JsonObject { ["polls"] = polls }, cancellationToken))!.AsArray();
        return [.. counts.Select(count => count is null ? null : new ModelCount(
            count["votes"]!.AsObject().ToDictionary(vote => vote.Key, vote => vote.Value!.GetValue<int>()),
            count["voters"]!.GetValue<int>(),
            count["spoiled"]!.GetValue<int>(),
            count["ended"]?.GetValue<long>()))];
    }

    public ValueTask DisposeAsync() => _sdk.DisposeAsync();
}
