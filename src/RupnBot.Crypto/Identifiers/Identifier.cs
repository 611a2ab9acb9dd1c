using System.Text;

namespace RupnBot.Matrix;

/// <summary>What all sigil identifiers share (specification, "Common Identifier Format").</summary>
internal static class Identifier
{
    private const int MaximumBytes = 255;

    public static bool IsWellFormed(string? text, char sigil, bool needsServer)
    {
        if (text is null || text.Length < 2 || text[0] != sigil) return false;
        if (Encoding.UTF8.GetByteCount(text) > MaximumBytes) return false;
        foreach (var c in text)
            if (char.IsControl(c) || char.IsWhiteSpace(c)) return false;
        if (!needsServer) return true;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && colon < text.Length - 1;
    }
}
