using System.Text.Json;
using RupnBot.Polls.Counting;
using RupnBot.Tests.Polls.Oracle;

namespace RupnBot.EndToEndTests.Polls.Clients;

/// <summary>
/// The bot's count beside matrix-js-sdk's model of the same poll: the same wherever the SDK follows MSC3381. Where it does not, docs/poll-counting.md
/// says so, and <see cref="ClientDivergenceTests"/> shows it.
/// </summary>
public sealed class ClientCountTests : IAsyncLifetime
{
    private const int Histories = 10_000;
    private const int Batch = 500;

    private PollModel _sdk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sdk = await PollModel.StartAsync(Token);

    public ValueTask DisposeAsync() => _sdk.DisposeAsync();

    [Fact]
    public async Task Counting_agrees_with_matrix_js_sdk_in_10000_random_histories_but_where_an_end_is_hidden_or_withdrawn()
    {
        var seen = (Agreed: 0, Diverged: 0, Voters: 0, Spoiled: 0, Ended: 0, Edited: 0, Redacted: 0);
        foreach (var seeds in Enumerable.Range(0, Histories).Chunk(Batch))
        {
            var histories = seeds.Select(seed => new RandomHistory(seed, speaksStable: false)).ToList();
            var views = histories.Zip(seeds, (history, seed) => View(history, new Random(seed))).ToList();
            var theirs = await _sdk.CountAsync(views, Token);
            for (var i = 0; i < views.Count; i++)
            {
                var ours = Ours(histories[i].Events);
                var model = theirs[i];
                Assert.NotNull(model);
                if (views[i].HasHiddenEnd || views[i].HasWithdrawnEnd)
                {
                    seen.Diverged += ours.Ended == model.Ended ? 0 : 1;
                    continue;
                }

                Assert.True(Same(ours, model), $"seed {seeds[i]}: ours {JsonSerializer.Serialize(ours)}, theirs {JsonSerializer.Serialize(model)} of {views[i].ToJson()}");
                seen = (seen.Agreed + 1, seen.Diverged, seen.Voters + model.Voters, seen.Spoiled + model.Spoiled, seen.Ended + (model.Ended is null ? 0 : 1),
                    seen.Edited + (views[i].Edits.Count > 0 ? 1 : 0), seen.Redacted + views[i].Live.Count(item => item.TryGetProperty("redacts", out _)));
            }
        }

        // Every rule had its chance, many times; and what is set aside is not set aside for nothing.
        Assert.True(seen is { Agreed: > 7_000, Diverged: > 200, Voters: > 10_000, Spoiled: > 5_000, Ended: > 2_000, Edited: > 2_000, Redacted: > 2_000 }, $"{seen}");
    }

    internal static ModelCount Ours(IReadOnlyList<JsonElement> events)
    {
        var (_, tally, end) = OurCount.Of(events);
        var redacted = events.Where(item => item.TryGetProperty("redacts", out _)).Select(item => item.GetProperty("redacts").GetString()).ToHashSet();
        // The SDK calls an empty list spoiled; MSC3381 says that it takes the vote back.
        var people = events.Where(item => IsVote(item) && !redacted.Contains(item.GetProperty("event_id").GetString()) && IsInTime(item, end))
            .Select(item => item.GetProperty("sender").GetString()).Distinct().Count();
        return new ModelCount(tally.Answers.ToDictionary(answer => answer.Answer.Id, answer => answer.Votes), tally.Voters, people - tally.Voters, end?.Timestamp);
    }

    internal static bool Same(ModelCount ours, ModelCount theirs) =>
        ours.Votes.Count == theirs.Votes.Count && ours.Votes.All(vote => theirs.Votes.GetValueOrDefault(vote.Key, -1) == vote.Value)
        && (ours.Voters, ours.Spoiled, ours.Ended) == (theirs.Voters, theirs.Spoiled, theirs.Ended);

    private static ClientView View(RandomHistory history, Random random) =>
        new(history.Events, random.Next(history.Events.Count), random.Next(1, 4));

    private static bool IsVote(JsonElement item) =>
        item.GetProperty("type").GetString() == "org.matrix.msc3381.poll.response"
        && item.GetProperty("content").GetProperty("m.relates_to").GetProperty("event_id").GetString() == RandomHistory.Start;

    private static bool IsInTime(JsonElement item, PollEnd? end) => item.GetProperty("origin_server_ts").GetInt64() <= (end?.Timestamp ?? long.MaxValue);
}
