namespace RupnBot.Bot.Commands;

/// <summary>A command that understands an answer to its numbered question in words that are none of the options: « jeudi 9h » where each day has 8 h.</summary>
public interface IReadsAnswers
{
    /// <summary>The value that fills the slot; null when the words say nothing to it.</summary>
    string? ReadAnswer(string slot, string words);
}
