using System.Text.Json;
using RupnBot.Polls.Counting;

namespace RupnBot.Campaigns.Results;

/// <summary>A count under way, by the rules of the polls it is over: <see cref="PollCounter"/> and <see cref="SeveralCounter"/> judge each kind of ballot.</summary>
internal sealed class CampaignCount(PollDefinition poll)
{
    /// <summary>A vote that counts for nothing: taken back.</summary>
    public const int None = -1;

    /// <summary>A vote that names an answer the poll does not have, or cannot be read.</summary>
    public const int Spoiled = -2;

    private readonly int[] _votes = new int[poll.Answers.Count];
    private readonly List<(byte[] Written, int Vote)> _known = [];
    private int _voters;
    private int _spoiled;

    /// <summary>The answer that a ballot of a poll with one answer stands for. There are few ways to write one: each is judged once.</summary>
    public int VoteOf(ReadOnlySpan<byte> answers, bool isMissing)
    {
        if (isMissing) return Spoiled;
        foreach (var (written, vote) in _known)
            if (answers.SequenceEqual(written)) return vote;
        var judged = Judge(answers);
        // A stranger may write any number of ways.
        if (_known.Count < 64) _known.Add((answers.ToArray(), judged));
        return judged;
    }

    public void Add(int vote)
    {
        if (vote == Spoiled) _spoiled++;
        if (vote < 0) return;
        _votes[vote]++;
        _voters++;
    }

    /// <summary>One person's ballots in all the polls, in the order of time.</summary>
    public void Add(IReadOnlyList<(long Poll, Ballot Ballot)> history)
    {
        var theirs = history[^1].Poll;
        Add(SeveralCounter.Count(poll, [.. history.Where(item => item.Poll == theirs).Select(item => item.Ballot)], end: null));
    }

    public PollTally ToTally() => new([.. poll.Answers.Zip(_votes, (answer, count) => new AnswerVotes(answer, count))], _voters, _spoiled, new Dictionary<string, Ballot>());

    private int Judge(ReadOnlySpan<byte> answers)
    {
        var ballot = new Ballot(default, "", 0, JsonSerializer.Deserialize<List<string>>(answers));
        var tally = PollCounter.Count(poll, [ballot], end: null);
        if (tally.Spoiled > 0) return Spoiled;
        var position = tally.Answers.ToList().FindIndex(answer => answer.Votes > 0);
        return position < 0 ? None : position;
    }

    private void Add(PollTally one)
    {
        _voters += one.Voters;
        for (var i = 0; i < _votes.Length; i++) _votes[i] += one.Answers[i].Votes;
    }
}
