namespace RupnBot.Crypto;

/// <summary>
/// Lays messages to devices into as few to-device requests as there can be. A request holds one message a device (specification,
/// "Send-to-Device messaging") and at most <c>limit</c> in all, so that there are never fewer than the messages of the device that gets most, nor
/// than all messages by the limit; dealing them out in turns needs no more than that: a device's messages are neighbours in the dealing, and no
/// request gets two messages more than another.
/// </summary>
internal sealed class FanOut
{
    private int _next;

    /// <param name="messages">How many messages each device gets.</param>
    /// <param name="limit">How many a request may hold.</param>
    public FanOut(IEnumerable<int> messages, int limit)
    {
        long total = 0;
        foreach (var count in messages)
        {
            total += count;
            Requests = Math.Max(Requests, count);
        }

        Requests = (int)Math.Max(Requests, (total + limit - 1) / limit);
    }

    /// <summary>How many requests there are.</summary>
    public int Requests { get; private set; }

    /// <summary>
    /// The requests that the next device's messages go into. Ascending: requests are sent in order, and a message that arrived long before
    /// those encrypted earlier would cost its reader more skipped keys than Olm keeps.
    /// </summary>
    public int[] Deal(int messages)
    {
        var requests = new int[messages];
        for (var i = 0; i < messages; i++) requests[i] = (_next + i) % Requests;
        Array.Sort(requests);
        _next = (_next + messages) % Requests;
        return requests;
    }
}
