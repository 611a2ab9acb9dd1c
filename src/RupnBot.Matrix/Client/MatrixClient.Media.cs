namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    private const int DefaultMediaBytes = 50 << 20;

    /// <summary>The most bytes an upload may have; null when the server does not say.</summary>
    public async Task<long?> GetMaximumUploadBytesAsync(CancellationToken ct)
    {
        var answer = await WithLegacyAsync(
            media => GetAsync(media with { Path = media.Path + "/config" }, MatrixJson.Default.MediaConfigAnswer, ct)).ConfigureAwait(false);
        return answer.UploadSize;
    }

    /// <summary>Uploads a file. Not repeatable: each time makes another file (see <see cref="ReserveMediaAsync"/>).</summary>
    public async Task<MxcUri> UploadAsync(ReadOnlyMemory<byte> content, string contentType, string? fileName = null, CancellationToken ct = default)
    {
        var request = Upload(HttpMethod.Post, Route.Of($"/_matrix/media/v3/upload").With("filename", fileName), content, contentType);
        var answer = await SendAsync(request, Json.Reader(MatrixJson.Default.UploadAnswer), ct).ConfigureAwait(false);
        return ToMxc(answer.ContentUri);
    }

    /// <summary>Reserves an address to upload to: the upload may then be repeated without making a second file.</summary>
    public async Task<ReservedMedia> ReserveMediaAsync(CancellationToken ct)
    {
        var answer = await PostAsync(
            Route.Of($"/_matrix/media/v1/create"), "{}"u8.ToArray(), MatrixJson.Default.UploadAnswer, ct).ConfigureAwait(false);
        var expiry = answer.UnusedExpiresAt is { } at and > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
        return new ReservedMedia(ToMxc(answer.ContentUri), expiry);
    }

    /// <summary>
    /// Uploads a file to an address reserved before. <see cref="MatrixFailure.MediaAlreadyUploaded"/> says that an earlier attempt arrived.
    /// </summary>
    public Task UploadToAsync(
        MxcUri reserved, ReadOnlyMemory<byte> content, string contentType, string? fileName = null, CancellationToken ct = default) => SendAsync(
            Upload(HttpMethod.Put, Route.Of($"/_matrix/media/v3/upload/{reserved.Server}/{reserved.MediaId}").With("filename", fileName), content, contentType),
            Json.Ignore,
            ct);

    /// <summary>Downloads a file of at most <paramref name="maximumBytes"/> (default 50 MiB).</summary>
    public Task<MatrixMedia> DownloadAsync(MxcUri uri, int? maximumBytes = null, CancellationToken ct = default) =>
        WithLegacyAsync(media => FetchAsync(Under(media, "/download", uri), maximumBytes, ct));

    /// <summary>Downloads a smaller picture of a file.</summary>
    /// <param name="uri">The file.</param>
    /// <param name="width">Pixels wanted; the server may give others.</param>
    /// <param name="height">Pixels wanted.</param>
    /// <param name="crop">True to fill the size and cut, false to fit within it.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<MatrixMedia> GetThumbnailAsync(MxcUri uri, int width, int height, bool crop = false, CancellationToken ct = default) =>
        WithLegacyAsync(media => FetchAsync(
            Under(media, "/thumbnail", uri).With("width", width).With("height", height).With("method", crop ? "crop" : "scale"), null, ct));

    private static Route Under(Route media, string endpoint, MxcUri uri)
    {
        var file = Route.Of($"/{uri.Server}/{uri.MediaId}");
        return new Route(media.Path + endpoint + file.Path, media.Template + endpoint + file.Template);
    }

    private static MxcUri ToMxc(string text) =>
        MxcUri.TryParse(text, out var uri) ? uri : throw new MatrixException(MatrixFailure.InvalidResponse, "The upload's address is not of the mxc form.");

    // Specification 1.11, "Content repository": media asks for a token under /client/v1; older servers know the path without only.
    private static async Task<T> WithLegacyAsync<T>(Func<Route, Task<T>> request)
    {
        try
        {
            return await request(Route.Of($"/_matrix/client/v1/media")).ConfigureAwait(false);
        }
        catch (MatrixException unknown) when (unknown.Reason == MatrixFailure.Unsupported)
        {
            return await request(Route.Of($"/_matrix/media/v3")).ConfigureAwait(false);
        }
    }

    private MatrixRequest Upload(HttpMethod method, Route route, ReadOnlyMemory<byte> content, string contentType) =>
        new(method, route) { Body = content, ContentType = contentType, Timeout = _transport.Options.MediaTimeout };

    private Task<MatrixMedia> FetchAsync(Route route, int? maximumBytes, CancellationToken ct) => SendAsync(
        new MatrixRequest(HttpMethod.Get, route)
        {
            Repeatable = true,
            Timeout = _transport.Options.MediaTimeout,
            MaximumBytes = maximumBytes ?? DefaultMediaBytes,
        },
        static (response, body) => new MatrixMedia(
            body.ToArray(),
            response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.ContentDisposition is { } name ? name.FileNameStar ?? name.FileName?.Trim('"') : null),
        ct);
}
