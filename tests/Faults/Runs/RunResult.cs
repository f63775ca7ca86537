using Switchyard.Faults.Checking;

namespace Switchyard.Faults.Runs;

/// <summary>What a run led to.</summary>
/// <param name="Options">What it was asked to be.</param>
/// <param name="Evidence">All that is known.</param>
/// <param name="Violations">What was broken of what is promised.</param>
/// <param name="NotInjected">The faults that could not be injected here, and why.</param>
internal sealed record RunResult(RunOptions Options, Evidence Evidence, IReadOnlyList<Violation> Violations, IReadOnlyList<(string Fault, string Reason)> NotInjected)
{
    /// <summary>Gets what may never be; being late is reported, and may be the machine's fault.</summary>
    public IEnumerable<Violation> Broken => Violations.Where(violation => violation.Breach != Breach.Late);
}
