using RupnBot.Localization;

namespace RupnBot.Subscriptions;

/// <summary>Says that and why a salon gets no digest.</summary>
internal static class PauseText
{
    public static string Of(SalonPause pause, SubscriptionText words, Texts texts) => pause.Reason switch
    {
        PauseReason.Asked when pause.Until is { } until => texts.Format("Subscriptions.PausedUntil", ("until", words.Instant(until))),
        PauseReason.Refused => texts.Get("Subscriptions.PausedRefused"),
        _ => texts.Get("Subscriptions.Paused"),
    };
}
