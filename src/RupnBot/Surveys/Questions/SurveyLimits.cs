namespace RupnBot.Surveys.Questions;

/// <summary>How large a survey may be; lengths in Unicode scalar values.</summary>
public static class SurveyLimits
{
    /// <summary>More are not answered on a telephone between two lessons; a web form is to come for those.</summary>
    public const int MostQuestions = 8;

    public const int Title = 150;
    public const int Question = 300;
    public const int Choice = 100;
    public const int LeastChoices = 2;
    public const int MostChoices = 12;
    public const int Id = 40;

    /// <summary>Steps between the ends of a scale: more cannot be told apart.</summary>
    public const int WidestScale = 20;

    /// <summary>The longest answer in one's own words.</summary>
    public const int Words = 1000;

    /// <summary>No answer in numbers is larger.</summary>
    public const decimal LargestNumber = 1_000_000_000;

    /// <summary>The longest text in which a survey is written, in UTF-16 units: the router cuts what is longer than 10,000.</summary>
    public const int Text = 9000;

    /// <summary>The largest file.</summary>
    public const int FileBytes = 32 * 1024;

    /// <summary>Fewer answers than this are never shown, nor moved together: who gave them could be guessed.</summary>
    public const int FewestTogether = 5;
}
