namespace Switchyard.Faults.Proxy;

/// <summary>Every byte arrives by itself: whoever reads meets each message split at every place it can be.</summary>
internal sealed class DripRule : ITrafficRule
{
    public static DripRule Instance { get; } = new();

    public async ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await to.WriteAsync(bytes.Slice(i, 1), cancellationToken);
        }

        return Passage.Passed;
    }
}
