namespace RupnBot.Demo.Story;

/// <summary>A poll of the story, and how it must come out.</summary>
/// <param name="Question">As asked.</param>
/// <param name="Answers">In the order asked.</param>
/// <param name="Voters">Who voted in the end.</param>
/// <param name="Members">Of the salon, without the bot.</param>
/// <param name="Counts">A line of the result for each answer, the votes as they were changed.</param>
internal sealed record Ballot(string Question, IReadOnlyList<string> Answers, int Voters, int Members, IReadOnlyList<string> Counts)
{
    public string Turnout => $"{Voters} votants sur {Members}";

    /// <summary>The command that starts it in a salon, for two minutes.</summary>
    public string Command => $"!sondage {Question}\n{string.Join('\n', Answers)}\nfin : dans 2 minutes";
}
