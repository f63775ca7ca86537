namespace Switchyard.Faults.Proxy;

/// <summary>Nothing arrives until other rules apply, and then all of it does: a partition that heals before anybody gives the connection up.</summary>
internal sealed class HoldRule : ITrafficRule
{
    public static HoldRule Instance { get; } = new();

    public async ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken)
    {
        await replaced.WaitAsync(cancellationToken);
        return Passage.Waited;
    }
}
