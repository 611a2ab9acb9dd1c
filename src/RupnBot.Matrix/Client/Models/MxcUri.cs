using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Matrix;

/// <summary>The address of a file, <c>mxc://server/id</c> (specification, "Matrix Content (mxc://) URIs").</summary>
public readonly record struct MxcUri
{
    private const string Scheme = "mxc://";
    private const int LongestPart = 255;

    private MxcUri(string server, string mediaId) => (Server, MediaId) = (server, mediaId);

    /// <summary>The server that holds the file.</summary>
    public string Server { get; }

    /// <summary>The file's name there.</summary>
    public string MediaId { get; }

    /// <summary>Parses an address; anything that could lead a path elsewhere is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MxcUri uri)
    {
        uri = default;
        if (text is null || !text.StartsWith(Scheme, StringComparison.Ordinal)) return false;
        var slash = text.IndexOf('/', Scheme.Length);
        if (slash < 0) return false;
        var (server, id) = (text[Scheme.Length..slash], text[(slash + 1)..]);
        if (server.Length is 0 or > LongestPart || id.Length is 0 or > LongestPart) return false;
        // Specification, "Security considerations": ids are letters, digits, "_" and "-".
        if (!id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) return false;
        if (!server.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']')) return false;
        uri = new MxcUri(server, id);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Server}/{MediaId}";
}
