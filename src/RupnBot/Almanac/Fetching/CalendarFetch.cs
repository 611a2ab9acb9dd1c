using System.Text.Json;
using Microsoft.Extensions.Options;
using RupnBot.Almanac.Reading;
using RupnBot.Bot.Files;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Sources.Fetching;

namespace RupnBot.Almanac.Fetching;

/// <summary>Brings a calendar here: from the web under the guards and limits of sources, or from the homeserver.</summary>
internal sealed class CalendarFetch(FeedFetcher fetcher, BotSession session, IOptions<BotOptions> options)
{
    /// <summary>What the web answers, and what was read of it.</summary>
    public async Task<(FetchResult Result, CalendarReading? Reading)> FromWebAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var result = await fetcher.FetchAsync(request with { Purpose = FetchPurpose.Calendar }, cancellationToken);
        return (result, result is Fetched fetched ? CalendarReader.Read(fetched.Body, options.Value.Zone) : null);
    }

    /// <summary>A file that someone sent. What cannot be opened is no calendar.</summary>
    public async Task<CalendarReading> FromFileAsync(CalendarRequest request, CancellationToken cancellationToken)
    {
        var file = new ChatFile(request.Mxc, request.Encrypted is { } written ? JsonSerializer.Deserialize<JsonElement>(written) : null);
        await session.ReadyAsync(cancellationToken);
        try
        {
            return CalendarReader.Read(await file.DownloadAsync(session.Client.WithPriority(RequestPriority.Interactive), CalendarLimits.Bytes, cancellationToken), options.Value.Zone);
        }
        catch (ChatFileException e)
        {
            return CalendarReading.Failed(e.Fault switch
            {
                ChatFileFault.TooLarge => CalendarFault.TooLarge,
                ChatFileFault.NotThere => CalendarFault.NotThere,
                _ => CalendarFault.NotACalendar,
            });
        }
    }
}
