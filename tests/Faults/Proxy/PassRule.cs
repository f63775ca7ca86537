namespace Switchyard.Faults.Proxy;

/// <summary>Everything goes on at once.</summary>
internal sealed class PassRule : ITrafficRule
{
    public static PassRule Instance { get; } = new();

    public async ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken)
    {
        await to.WriteAsync(bytes, cancellationToken);
        return Passage.Passed;
    }
}
