namespace RupnBot.Operations.Doctor;

/// <summary>One line of the doctor's: what was looked at and found, or what to mend. No secret and no person in it.</summary>
public sealed record Finding(bool IsWell, string Text);

/// <summary>Looks at one thing, changes nothing, and never throws for what it finds.</summary>
internal interface ICheck
{
    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken);
}
