using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Requests;

/// <summary>Tells what was wrong with a survey, in which line, and what to write instead.</summary>
internal static class SurveyFaultText
{
    public static string Of(SurveyFault fault, Texts texts) => texts.Format("Surveys.Fault.Line", ("line", fault.Line)) + " " + texts.Format(
        $"Surveys.Fault.{fault.Kind}",
        ("subject", fault.Subject ?? ""),
        ("mostQuestions", SurveyLimits.MostQuestions),
        ("mostChoices", SurveyLimits.MostChoices),
        ("titleLength", SurveyLimits.Title),
        ("questionLength", SurveyLimits.Question),
        ("choiceLength", SurveyLimits.Choice),
        ("idLength", SurveyLimits.Id),
        ("widest", SurveyLimits.WidestScale),
        ("textLength", SurveyLimits.Text));
}
