namespace RupnBot.Schools.Parc;

/// <summary>Schools of one kind in one department: how many there are, and in how many of them the bot is.</summary>
internal sealed record ParcCount(string Department, SchoolKind Kind, int All, int With);

/// <summary>A school and how many salons of it the bot is in.</summary>
internal sealed record ParcRow(School School, int Salons);
