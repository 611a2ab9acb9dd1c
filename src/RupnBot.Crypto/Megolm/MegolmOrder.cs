namespace RupnBot.Crypto;

/// <summary>How one copy of a Megolm session stands to another.</summary>
public enum MegolmOrder
{
    /// <summary>They read the same.</summary>
    Equal,

    /// <summary>It reads earlier messages too, and the rest alike.</summary>
    Better,

    /// <summary>It lacks earlier messages, and reads the rest alike.</summary>
    Worse,

    /// <summary>They are not the same session, whatever their names say.</summary>
    Unconnected,
}
