namespace RupnBot.Polls.Privacy;

/// <summary>Why the key of the pseudonyms cannot serve.</summary>
public enum VoterKeyFault
{
    /// <summary>The file cannot be read or made.</summary>
    Inaccessible,

    /// <summary>The file is not exactly one key long.</summary>
    WrongLength,

    /// <summary>Others than its owner have rights on the file.</summary>
    ReadableByOthers,
}

/// <summary>The key file cannot serve. Names the file and what to do, never the key.</summary>
public sealed class VoterKeyException(VoterKeyFault fault, string path, Exception? inner = null) : Exception(Describe(fault, path), inner)
{
    public VoterKeyFault Fault { get; } = fault;

    public string Path { get; } = path;

    private static string Describe(VoterKeyFault fault, string path) => fault switch
    {
        VoterKeyFault.WrongLength =>
            $"The voter key '{path}' is not {VoterKeyFile.KeyLength} bytes long. Restore it from a backup; without it, people could vote twice in open polls.",
        VoterKeyFault.ReadableByOthers => $"The voter key '{path}' is open to other accounts. Run: chmod 600 '{path}'",
        _ => $"The voter key '{path}' cannot be read or created. Check that the directory exists and belongs to the service's account.",
    };
}
