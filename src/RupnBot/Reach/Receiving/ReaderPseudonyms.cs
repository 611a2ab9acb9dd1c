using RupnBot.Matrix;
using RupnBot.Polls.Privacy;
using RupnBot.Reach.Records;

namespace RupnBot.Reach.Receiving;

/// <summary>Readers are named as voters are, by a keyed word that only the holder of the key can make again; marked, so that no reader and no voter ever have one word.</summary>
internal sealed class ReaderPseudonyms(VoterPseudonym pseudonyms)
{
    public string Of(ReachSalon salon, UserId user) => pseudonyms.Of($"reach:{salon.Key}", user);
}
