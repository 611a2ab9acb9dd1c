using System.Text.Json;
using RupnBot.Polls.Counting;

namespace RupnBot.Campaigns.Results;

/// <summary>A count under way, by the rules of the polls it is over: <see cref="PollCounter"/> and <see cref="SeveralCounter"/> judge each kind of ballot.</summary>
internal sealed class CampaignCount(PollDefinition poll)
{
    /// <summary>A vote that counts for nothing: taken back.</summary>
    private const int None = -1;

    /// <summary>A vote that names an answer the poll does not have, or cannot be read.</summary>
    private const int Spoiled = -2;

    private const int MostKnown = 64;

    private readonly int[] _votes = new int[poll.Answers.Count];
    private readonly List<(byte[] Written, int Vote)> _known = [];
    private byte[] _voter = new byte[64];
    private int _voterLength;
    private bool _hasVoter;
    private int _vote;
    private int _voters;
    private int _spoiled;

    /// <summary>The next ballot of a poll with one answer, person by person and each one's in the order of time: their last stands.</summary>
    /// <param name="voter">Whose it is.</param>
    /// <param name="answers">As it is stored; empty where there are none that could be read.</param>
    public void Take(ReadOnlySpan<byte> voter, ReadOnlySpan<byte> answers)
    {
        if (!_hasVoter || !voter.SequenceEqual(_voter.AsSpan(0, _voterLength)))
        {
            End();
            if (voter.Length > _voter.Length) Array.Resize(ref _voter, voter.Length);
            voter.CopyTo(_voter);
            (_voterLength, _hasVoter) = (voter.Length, true);
        }

        _vote = VoteOf(answers);
    }

    /// <summary>No other ballot comes.</summary>
    public void End()
    {
        if (!_hasVoter) return;
        _hasVoter = false;
        if (_vote == Spoiled) _spoiled++;
        if (_vote < 0) return;
        _votes[_vote]++;
        _voters++;
    }

    /// <summary>One person's ballots in all the polls, in the order of time.</summary>
    public void Add(IReadOnlyList<(long Poll, Ballot Ballot)> history)
    {
        var theirs = history[^1].Poll;
        Add(SeveralCounter.Count(poll, [.. history.Where(item => item.Poll == theirs).Select(item => item.Ballot)], end: null));
    }

    public PollTally ToTally() => new([.. poll.Answers.Zip(_votes, (answer, count) => new AnswerVotes(answer, count))], _voters, _spoiled, new Dictionary<string, Ballot>());

    // There are few ways to write an answer: each is judged once.
    private int VoteOf(ReadOnlySpan<byte> answers)
    {
        if (answers.IsEmpty) return Spoiled;
        foreach (var (written, vote) in _known)
            if (answers.SequenceEqual(written)) return vote;
        var judged = Judge(answers);
        // A stranger may write any number of ways.
        if (_known.Count < MostKnown) _known.Add((answers.ToArray(), judged));
        return judged;
    }

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
