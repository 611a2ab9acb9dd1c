using RupnBot.Scheduling.Dates;
using RupnBot.Scheduling.Slots;

namespace RupnBot.Subscriptions;

/// <summary>Moves a subscription from one of its slots to the next; pure.</summary>
internal static class SlotPlan
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    public static Cadence CadenceOf(Subscription subscription) =>
        CadenceCode.TryRead(subscription.Cadence, out var cadence) ? cadence : throw new FormatException($"'{subscription.Cadence}' is no cadence.");

    public static Slot SlotOf(Subscription subscription) => new(subscription.SlotKey, subscription.SlotDue);

    /// <summary>Waits for the first slot after an instant.</summary>
    public static void Start(Subscription subscription, SlotCalculator calculator, DateTimeOffset after) =>
        Put(subscription, calculator.Next(CadenceOf(subscription), after), after);

    /// <summary>Waits for the slot after the present one, whatever became of that.</summary>
    public static void Advance(Subscription subscription, SlotCalculator calculator) => Put(
        subscription,
        calculator.After(CadenceOf(subscription), subscription.SlotDue).FirstOrDefault(slot => slot.Key != subscription.SlotKey),
        subscription.SlotDue);

    // A calendar that leaves no slot in two years is a wrong calendar, and will be refreshed.
    private static void Put(Subscription subscription, Slot? slot, DateTimeOffset after)
    {
        subscription.SlotKey = slot?.Key ?? "none";
        subscription.SlotDue = slot?.Due ?? after + LookAgain;
        subscription.NextAt = subscription.SlotDue;
    }
}
