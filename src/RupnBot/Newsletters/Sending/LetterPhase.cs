using RupnBot.Newsletters.Records;

namespace RupnBot.Newsletters.Sending;

/// <summary>What a letter is doing, for people.</summary>
internal enum LetterPhase
{
    None = 0,
    Sending = 1,
    Paused = 2,
    Sent = 3,
    Correcting = 4,
    Withdrawing = 5,
    Withdrawn = 6,
}

internal static class LetterPhases
{
    public static LetterPhase Of(Newsletter letter, LetterFigures figures) => letter.State switch
    {
        NewsletterState.Sending => LetterPhase.Sending,
        NewsletterState.Paused => LetterPhase.Paused,
        NewsletterState.Withdrawing => LetterPhase.Withdrawing,
        NewsletterState.Withdrawn => LetterPhase.Withdrawn,
        NewsletterState.Done when figures.ToCorrect > 0 => LetterPhase.Correcting,
        NewsletterState.Done when figures.UnderWay > 0 => letter.Revision > 0 ? LetterPhase.Correcting : LetterPhase.Sending,
        NewsletterState.Done => LetterPhase.Sent,
        _ => LetterPhase.None,
    };

    public static int PercentOf(LetterPhase phase, LetterFigures figures) => phase switch
    {
        LetterPhase.Correcting => figures.CorrectedPercent,
        LetterPhase.Withdrawing => figures.WithdrawnPercent,
        LetterPhase.Sending or LetterPhase.Paused => figures.SentPercent,
        _ => 0,
    };

    public static bool IsEnd(LetterPhase phase) => phase is LetterPhase.Sent or LetterPhase.Withdrawn;
}
