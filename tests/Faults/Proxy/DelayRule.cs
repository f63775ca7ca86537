namespace Switchyard.Faults.Proxy;

/// <summary>Everything arrives later.</summary>
/// <param name="delay">By how much.</param>
internal sealed class DelayRule(TimeSpan delay) : ITrafficRule
{
    public async ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken)
    {
        await Task.WhenAny(replaced, Task.Delay(delay, cancellationToken));
        await to.WriteAsync(bytes, cancellationToken);
        return Passage.Passed;
    }
}
