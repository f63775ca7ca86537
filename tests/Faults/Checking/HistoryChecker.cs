namespace Switchyard.Faults.Checking;

/// <summary>Says of a run what of all that is promised was broken.</summary>
internal static class HistoryChecker
{
    private static readonly ICheck[] s_checks = [new EndsOnceCheck(), new CommitsOnceCheck(), new LeaseCheck(), new WaitCheck(), new ChargeCheck(), new KeyCheck(), new OrderCheck()];

    /// <summary>Checks everything.</summary>
    public static IReadOnlyList<Violation> Check(Evidence evidence) => [.. s_checks.SelectMany(check => check.Find(evidence))];
}
