namespace Switchyard.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Title">What was looked at and found.</param>
/// <param name="Remedy">What to do about it; nothing when all is well.</param>
internal sealed record CheckResult(CheckOutcome Outcome, string Title, string? Remedy = null)
{
    public static CheckResult Good(string title) => new(CheckOutcome.Good, title);

    public static CheckResult Warning(string title, string remedy) => new(CheckOutcome.Warning, title, remedy);

    public static CheckResult Bad(string title, string remedy) => new(CheckOutcome.Bad, title, remedy);
}
