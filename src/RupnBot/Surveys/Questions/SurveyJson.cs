using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace RupnBot.Surveys.Questions;

/// <summary>Forms and answers as they are stored.</summary>
public static class SurveyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(SurveyForm form) => JsonSerializer.Serialize(form, Options);

    public static SurveyForm ReadForm(string json) => JsonSerializer.Deserialize<SurveyForm>(json, Options) ?? throw new JsonException("A survey without questions.");

    public static string Write(SurveyAnswers answers) =>
        JsonSerializer.Serialize(answers.ByQuestion.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => Stored.Of(pair.Value)), Options);

    public static SurveyAnswers ReadAnswers(string json) => new(
        (JsonSerializer.Deserialize<Dictionary<string, Stored>>(json, Options) ?? []).ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToAnswer()));

    public static string Write(SurveyAnswer answer) => JsonSerializer.Serialize(Stored.Of(answer), Options);

    public static SurveyAnswer ReadAnswer(string json) => (JsonSerializer.Deserialize<Stored>(json, Options) ?? new Stored()).ToAnswer();

    /// <summary>One member is set, by the kind of answer; none for a question that was declined.</summary>
    private sealed record Stored
    {
        public ImmutableArray<string>? Chosen { get; init; }

        public decimal? Number { get; init; }

        public string? Words { get; init; }

        public static Stored Of(SurveyAnswer answer) => answer switch
        {
            Chosen chosen => new Stored { Chosen = chosen.Ids },
            Figure figure => new Stored { Number = figure.Value },
            OwnWords words => new Stored { Words = words.Text },
            _ => new Stored(),
        };

        public SurveyAnswer ToAnswer() => this switch
        {
            { Chosen: { } ids } => new Chosen(ids),
            { Number: { } number } => new Figure(number),
            { Words: { } words } => new OwnWords(words),
            _ => new Declined(),
        };
    }
}
