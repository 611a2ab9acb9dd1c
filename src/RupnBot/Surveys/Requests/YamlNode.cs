using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RupnBot.Surveys.Requests;

/// <summary>What is wrong with the YAML, on its way out of the reading.</summary>
internal sealed class YamlFault(SurveyFaultKind kind, int line, string? subject) : Exception("The YAML is not a survey.")
{
    public SurveyFault Fault { get; } = WrittenSurvey.Fault(kind, new WrittenText(subject ?? "", line));
}

/// <summary>A word, a list or a table of a YAML document, with its line. Anchors, aliases and tags are refused: none is needed, and they can be made to grow.</summary>
internal sealed class YamlNode
{
    /// <summary>A survey has four: the table, the list of questions, a question, its choices.</summary>
    private const int MostDepth = 5;

    public required int Line { get; init; }

    public string? Value { get; private init; }

    public IReadOnlyList<YamlNode>? Items { get; private init; }

    public IReadOnlyList<(YamlNode Key, YamlNode Node)>? Pairs { get; private init; }

    /// <exception cref="YamlFault">It is not one document of plain YAML.</exception>
    public static YamlNode Read(string text, int firstLine)
    {
        RefuseTabs(text, firstLine);
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) throw new YamlFault(SurveyFaultKind.MissingTitle, firstLine, null);
            parser.Consume<DocumentStart>();
            var root = Read(parser, firstLine, 1);
            parser.Consume<DocumentEnd>();
            // A second document would be asked by nobody.
            return parser.Accept<StreamEnd>(out _) ? root : throw new YamlFault(SurveyFaultKind.BadYaml, LineOf(parser.Current!.Start, firstLine), "1");
        }
        catch (YamlException e)
        {
            throw new YamlFault(SurveyFaultKind.BadYaml, LineOf(e.Start, firstLine), e.Start.Column.ToString(CultureInfo.InvariantCulture));
        }
    }

    // The parser names the line where the words before the tab begin.
    private static void RefuseTabs(string text, int firstLine)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].AsSpan(0, lines[i].Length - lines[i].TrimStart().Length).IndexOf('\t') is >= 0 and var column)
                throw new YamlFault(SurveyFaultKind.BadYaml, firstLine + i, (column + 1).ToString(CultureInfo.InvariantCulture));
    }

    private static YamlNode Read(Parser parser, int firstLine, int depth)
    {
        var line = LineOf(parser.Current!.Start, firstLine);
        if (depth > MostDepth) throw new YamlFault(SurveyFaultKind.YamlTooDeep, line, null);
        if (parser.Current is not NodeEvent { Anchor.IsEmpty: true, Tag.IsEmpty: true }) throw new YamlFault(SurveyFaultKind.YamlReference, line, null);
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlNode { Line = line, Value = scalar.Value };
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Read(parser, firstLine, depth + 1));
            return new YamlNode { Line = line, Items = items };
        }

        parser.Consume<MappingStart>();
        var pairs = new List<(YamlNode, YamlNode)>();
        while (!parser.TryConsume<MappingEnd>(out _)) pairs.Add((Read(parser, firstLine, depth + 1), Read(parser, firstLine, depth + 1)));
        return new YamlNode { Line = line, Pairs = pairs };
    }

    private static int LineOf(in Mark mark, int firstLine) => (int)mark.Line - 1 + firstLine;
}
