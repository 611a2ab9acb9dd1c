using RupnBot.Matrix;
using RupnBot.Polls.Opening;

namespace RupnBot.Polls.Requests;

/// <summary>How large a poll may be; lengths in Unicode scalar values.</summary>
public static class PollRequestLimits
{
    public const int Question = 300;
    public const int Answer = 100;
    public const int LeastAnswers = 2;

    /// <summary>MSC3381 cuts what is more.</summary>
    public const int MostAnswers = PollStartContent.MaximumAnswers;

    /// <summary>With several choices each answer has a reaction of its own.</summary>
    public const int MostOfSeveral = ReactionKeys.Most;

    /// <summary>No school has as many teachers.</summary>
    public const int HighestThreshold = 500;

    /// <summary>The longest text that is looked at, in UTF-16 units: the largest poll fits several times.</summary>
    public const int Text = 8000;
}
