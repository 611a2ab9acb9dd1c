using System.Security;

namespace RupnBot.Sources.Feeds.Cli;

/// <summary>Bytes of a file, an address or standard input, within the limit; every fault is a text.</summary>
internal sealed class InputReader(FetchAddress fetch, FeedLimits limits)
{
    public async Task<InputContent> ReadAsync(string input, CancellationToken ct)
    {
        try
        {
            if (input == "-") return await ReadStreamAsync(Console.OpenStandardInput(), ct);
            return IsAddress(input, out var address) ? await FetchAsync(address!, ct) : await ReadFileAsync(input, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException or ArgumentException
            or NotSupportedException or HttpRequestException)
        {
            return InputContent.Failed(Describe(fault));
        }
    }

    private static bool IsAddress(string input, out Uri? address) =>
        Uri.TryCreate(input, UriKind.Absolute, out address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static string Describe(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "not-found",
        UnauthorizedAccessException => "not-readable",
        PathTooLongException or ArgumentException => "bad-name",
        _ => fault.Message.ReplaceLineEndings(" "),
    };

    private async Task<InputContent> FetchAsync(Uri address, CancellationToken ct)
    {
        var (bytes, contentType, finalAddress) = await fetch(address, ct);
        return new InputContent(bytes, contentType, finalAddress, null);
    }

    private async Task<InputContent> ReadFileAsync(string path, CancellationToken ct)
    {
        if (Directory.Exists(path)) return InputContent.Failed("directory");
        await using var file = File.OpenRead(path);
        return await ReadStreamAsync(file, ct);
    }

    // Devices and pipes have no length to ask for, so what is read is counted.
    private async Task<InputContent> ReadStreamAsync(Stream stream, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while ((count = await stream.ReadAsync(buffer, ct)) > 0)
        {
            if (bytes.Length + count > limits.Bytes) return InputContent.Failed(FeedErrors.TooLarge);
            bytes.Write(buffer, 0, count);
        }
        return new InputContent(bytes.ToArray(), null, null, null);
    }
}
