using RupnBot.Scheduling.Dates;

namespace RupnBot.Subscriptions;

/// <summary>What someone wrote after <c>abonner</c>.</summary>
/// <param name="Name">The source or theme as it was written, without the little words around it; empty with an address.</param>
/// <param name="Kind">Which of both, when it was said (« le thème IA », « #IA »).</param>
/// <param name="Address">An address in place of a name.</param>
/// <param name="Cadence">How often; the default when nothing was said.</param>
/// <param name="NamesCadence">Whether something was said.</param>
public sealed record SubscribeRequest(string Name, SubscriptionKind? Kind, Uri? Address, CadenceResult Cadence, bool NamesCadence);
