namespace Switchyard.Faults.Proxy;

/// <summary>After each so many bytes the connection that carried the last of them is reset, in the middle of whatever it said. With none, before the first.</summary>
/// <param name="after">How many bytes pass, over all connections.</param>
internal sealed class ResetRule(int after) : ITrafficRule
{
    private int _passed;

    public async ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken)
    {
        var passed = Interlocked.Add(ref _passed, bytes.Length);
        if (passed <= after)
        {
            await to.WriteAsync(bytes, cancellationToken);
            return Passage.Passed;
        }

        Interlocked.Exchange(ref _passed, 0);
        var part = Math.Clamp(after - passed + bytes.Length, 0, bytes.Length);
        await to.WriteAsync(bytes[..part], cancellationToken);
        return Passage.Reset;
    }
}
