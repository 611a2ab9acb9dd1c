using System.Text.Json;
using Microsoft.Extensions.Options;
using RupnBot.Almanac.Reading;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Crypto;
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
        EncryptedFile? encrypted = null;
        if (request.Encrypted is { } written)
        {
            using var document = JsonDocument.Parse(written);
            if (!EncryptedFile.TryRead(document.RootElement, out encrypted, out _)) return CalendarReading.Failed(CalendarFault.NotACalendar);
        }

        if (!MxcUri.TryParse(encrypted?.Url ?? request.Mxc ?? "", out var address)) return CalendarReading.Failed(CalendarFault.NotACalendar);
        await session.ReadyAsync(cancellationToken);
        byte[] bytes;
        try
        {
            bytes = (await session.Client.WithPriority(RequestPriority.Interactive).DownloadAsync(address, CalendarLimits.Bytes, cancellationToken)).Content;
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason is MatrixFailure.ResponseTooLarge or MatrixFailure.Server)
        {
            return CalendarReading.Failed(e.Reason == MatrixFailure.Server ? CalendarFault.NotThere : CalendarFault.TooLarge);
        }

        if (encrypted is null) return CalendarReader.Read(bytes, options.Value.Zone);
        return AttachmentCipher.TryDecrypt(encrypted, bytes, out var opened, out _) ? CalendarReader.Read(opened, options.Value.Zone) : CalendarReading.Failed(CalendarFault.NotACalendar);
    }
}
