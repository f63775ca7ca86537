using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Tests.Forwarding;

/// <summary>Never says anything.</summary>
internal sealed class SilentStream : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}
