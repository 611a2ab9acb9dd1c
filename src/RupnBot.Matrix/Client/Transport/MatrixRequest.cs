namespace RupnBot.Matrix;

/// <summary>One request, with what it may cost.</summary>
internal sealed record MatrixRequest(HttpMethod Method, Route Route)
{
    /// <summary>The body, kept as bytes so that it can be sent again after a token was refreshed.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Sent with the session's token.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>A token to send instead of the session's, before there is one.</summary>
    public string? Bearer { get; init; }

    /// <summary>Asks the pacer first; only <c>/sync</c> and the refresh of a token do not.</summary>
    public bool Paced { get; init; } = true;

    /// <summary>Tried again after transport faults: only what changes nothing.</summary>
    public bool Repeatable { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int? MaximumBytes { get; init; }

    public override string ToString() => $"{Method} {Route}";
}

/// <summary>Turns an answer into a result. The body's memory is only lent.</summary>
internal delegate T ResponseReader<out T>(HttpResponseMessage response, ReadOnlyMemory<byte> body);
