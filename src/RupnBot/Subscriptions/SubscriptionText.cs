using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Subscriptions;

/// <summary>Repeats what was understood, with full dates.</summary>
internal sealed class SubscriptionText(Texts texts, CurrentWorkingTime working)
{
    public string Done(Subscribed subscribed, string salon)
    {
        var subscription = subscribed.Subscription;
        var lines = new List<string>
        {
            texts.Format(
                subscribed.WasThere ? "Subscriptions.Changed" : "Subscriptions.Done",
                ("label", subscription.Label), ("salon", salon), ("rhythm", RhythmInTerm(subscription)), ("first", Day(subscribed.First))),
        };
        if (subscribed.IsShared) lines.Add(texts.Format("Subscriptions.Shared", ("day", Day(subscribed.First)), ("time", Time(subscribed.First))));
        lines.Add(texts.Get("Subscriptions.Recent"));
        return string.Join('\n', lines);
    }

    public string Line(Subscription subscription)
    {
        var line = texts.Format("Subscriptions.Line", ("label", subscription.Label), ("rhythm", Rhythm(subscription)), ("next", Day(subscription.NextAt)));
        return subscription.Filter is null ? line : $"{line} ({Filter(subscription.Filter)})";
    }

    /// <summary>What a filter lets through, in words.</summary>
    public string Filter(SubscriptionFilter? filter)
    {
        if (filter is null) return texts.Get("Subscriptions.Filter.None");
        List<string> parts = [];
        Add("Subscriptions.Filter.With", filter.With);
        Add("Subscriptions.Filter.Without", filter.Without);
        Add("Subscriptions.Filter.Topics", filter.Topics);
        Add("Subscriptions.Filter.Sources", [.. filter.Sources.Select(source => source.Name)]);
        if (filter.Maximum is { } maximum) parts.Add(texts.Plural("Subscriptions.Filter.Maximum", maximum));
        return string.Join(texts.IsFrench ? "\u00A0; " : "; ", parts);

        void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0) parts.Add(texts.Format(key, ("values", string.Join(", ", values))));
        }
    }

    public string Rhythm(Subscription subscription) => DateText.Rhythm(SlotPlan.CadenceOf(subscription), texts.Culture);

    /// <summary>The rhythm, and that nothing comes in holidays where it does not say so itself: « chaque jour de classe » does.</summary>
    public string RhythmInTerm(Subscription subscription) => SlotPlan.CadenceOf(subscription) is Cadence.Daily or Cadence.Monthly { Rule: MonthlyRule.FirstWorkingDay }
        ? Rhythm(subscription)
        : texts.Format("Subscriptions.NotInHolidays", ("rhythm", Rhythm(subscription)));

    public string Day(DateTimeOffset instant) => DateText.Day(instant, working.Now.TimeZone, texts.Culture, withYear: false);

    public string Instant(DateTimeOffset instant) => DateText.WithoutYear(instant, working.Now.TimeZone, texts.Culture);

    /// <summary>Why a rhythm was not taken, and what to write instead.</summary>
    public string Fault(CadenceResult.NotUnderstood fault)
    {
        var hours = working.Now.Hours;
        return texts.Format(fault.ResourceKey, ("opening", DateText.Time(hours.Opening, texts.Culture)), ("closing", DateText.Time(hours.Closing, texts.Culture)));
    }

    private string Time(DateTimeOffset instant) => DateText.Time(LocalInstant.TimeOf(instant, working.Now.TimeZone), texts.Culture);
}
