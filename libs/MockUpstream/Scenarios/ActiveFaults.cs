namespace Switchyard.MockUpstream.Scenarios;

/// <summary>The faults of one request.</summary>
internal sealed class ActiveFaults(IReadOnlyList<Fault> faults)
{
    public static ActiveFaults None { get; } = new([]);

    public IReadOnlyList<Fault> All { get; } = faults;

    public bool Has(FaultKind kind) => Find(kind) is not null;

    public Fault? Find(FaultKind kind)
    {
        foreach (var fault in All)
        {
            if (fault.Kind == kind)
            {
                return fault;
            }
        }

        return null;
    }
}
