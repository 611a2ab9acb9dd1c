using ScottPlot;
using SkiaSharp;

namespace RupnBot.Polls.Results.Charts;

/// <summary>
/// The one font of our pictures, carried by the program: a server has none installed, and a picture without accents is not French. DejaVu Sans, free
/// to use and to pass on (its licence lies beside it).
/// </summary>
internal sealed class ChartFont : IFontResolver
{
    public const string Name = "DejaVu Sans";
    // The plotting library's fonts are shared by all plots of the process: one draws at a time.
    public static readonly Lock Drawing = new();

    private const string Resource = "DejaVuSans.ttf";

    private static readonly Lazy<SKTypeface> Face = new(Load);
    private static readonly Lazy<bool> Installed = new(Install);

    private ChartFont()
    {
    }

    /// <summary>Makes the plotting library take this font for every name.</summary>
    public static void Use() => _ = Installed.Value;

    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => Face.Value;

    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => Face.Value;

    private static bool Install()
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(new ChartFont());
        return true;
    }

    private static SKTypeface Load()
    {
        using var stream = typeof(ChartFont).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException("The font is missing.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException("The font cannot be read.");
    }
}
