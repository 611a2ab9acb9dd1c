using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>Who plays: a référent who leads, an editor of the SRANE, five colleagues. One password for all of them, told at the end.</summary>
internal sealed class Cast(Colleague referent, Colleague editor, IReadOnlyList<Colleague> colleagues) : IDisposable
{
    public const string Password = "tableau-noir";

    private static readonly (string LocalPart, string Name)[] Others =
    [
        ("karim.benali", "Karim Benali [Collège Jean-Moulin]"),
        ("lea.fontaine", "Léa Fontaine [Collège Jean-Moulin]"),
        ("marc.dubois", "Marc Dubois [Collège Jean-Moulin]"),
        ("ines.garcia", "Inès Garcia [Collège Jean-Moulin]"),
        ("hugo.lambert", "Hugo Lambert [Collège Jean-Moulin]"),
    ];

    public Colleague Referent => referent;

    public Colleague Editor => editor;

    public Colleague Karim => colleagues[0];

    public Colleague Lea => colleagues[1];

    public Colleague Marc => colleagues[2];

    public Colleague Ines => colleagues[3];

    public Colleague Hugo => colleagues[4];

    public IReadOnlyList<Colleague> Colleagues => colleagues;

    public IEnumerable<(Colleague Who, string Name, string Part)> All =>
    [
        (referent, "Anne Roy", "référente"),
        (editor, "Paul Mercier", "éditeur du SRANE"),
        .. colleagues.Select((colleague, i) => (colleague, ShortName(Others[i].Name), "collègue")),
    ];

    public static async Task<Cast> RegisterAsync(Uri homeserver, CancellationToken cancellationToken)
    {
        var referent = await AccountAsync(homeserver, "anne.roy", "Anne Roy [Collège Jean-Moulin]", cancellationToken);
        var editor = await AccountAsync(homeserver, "paul.mercier", "Paul Mercier [SRANE]", cancellationToken);
        var colleagues = new List<Colleague>();
        foreach (var (localPart, name) in Others) colleagues.Add(await AccountAsync(homeserver, localPart, name, cancellationToken));
        return new Cast(referent, editor, colleagues);
    }

    /// <summary>Opens an account; on a homeserver that has seen this demo before, under a name with a number.</summary>
    public static async Task<Colleague> AccountAsync(Uri homeserver, string localPart, string name, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await Colleague.RegisterAsync(homeserver, number == 1 ? localPart : $"{localPart}{number}", name, cancellationToken, Password);
            }
            catch (MatrixCallException taken) when (taken.ErrorCode == "M_USER_IN_USE" && number < 100)
            {
                // Somebody had it before us.
            }
        }
    }

    public void Dispose()
    {
        foreach (var (who, _, _) in All) who.Dispose();
    }

    private static string ShortName(string displayName) => displayName[..displayName.IndexOf(" [", StringComparison.Ordinal)];
}
