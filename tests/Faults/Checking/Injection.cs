namespace Switchyard.Faults.Checking;

/// <summary>One injected fault.</summary>
/// <param name="Fault">Its number and name.</param>
/// <param name="At">When it began.</param>
internal sealed record Injection(string Fault, double At)
{
    /// <summary>Gets when it was over.</summary>
    public double Healed { get; init; } = double.PositiveInfinity;

    /// <summary>Gets when a job submitted after that had been done.</summary>
    public double Recovered { get; init; } = double.PositiveInfinity;

    /// <summary>Gets whether it was only more or other work.</summary>
    public bool IsLoad { get; init; }
}
