namespace RupnBot.Campaigns.Requests;

/// <summary>What was written after <c>campagne</c>, its settings taken out.</summary>
/// <param name="Rest">The question and its answers, the words of <c>sondage</c>; of a survey its name.</param>
internal sealed record CampaignRequest(string Rest)
{
    public const int DefaultQuorum = 50;
    public const int MostReminders = 2;

    public bool IsSurvey { get; init; }

    /// <summary>What follows <c>à:</c>; null when it was left out.</summary>
    public string? To { get; init; }

    public string? EndText { get; init; }

    /// <summary>What follows <c>id:</c>, folded; null: made from the question.</summary>
    public string? QuestionId { get; init; }

    public int Quorum { get; init; } = DefaultQuorum;

    public int Reminders { get; init; } = MostReminders;
}

/// <summary>A setting that cannot be read.</summary>
/// <param name="Key">The text that says so.</param>
/// <param name="Value">What was written.</param>
internal sealed record CampaignFault(string Key, string Value);
