namespace RupnBot.Bot.Files;

/// <summary>Why a file that somebody sent cannot be used.</summary>
internal enum ChatFileFault
{
    /// <summary>The server does not have it, or not for us.</summary>
    NotThere,
    TooLarge,

    /// <summary>It is not what its message says: what should open it does not.</summary>
    Unreadable,

    /// <summary>The server does not take it.</summary>
    Refused,
}

/// <summary>A file that somebody sent cannot be used; trying again would not help.</summary>
internal sealed class ChatFileException : Exception
{
    public ChatFileException(ChatFileFault fault, Exception? inner = null)
        : base($"The file cannot be used: {fault}.", inner) => Fault = fault;

    public ChatFileException()
    {
    }

    public ChatFileException(string message)
        : base(message)
    {
    }

    public ChatFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ChatFileFault Fault { get; }
}
