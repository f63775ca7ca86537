namespace Switchyard.Faults.Checking;

/// <summary>Something that may not be.</summary>
/// <param name="Invariant">The number of what is broken, as in the reference.</param>
/// <param name="Breach">What is broken.</param>
/// <param name="Job">Whose promise it was.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it had happened.</param>
/// <param name="Message">What a person should know.</param>
internal sealed record Violation(string Invariant, Breach Breach, Guid Job, double From, double To, string Message);
