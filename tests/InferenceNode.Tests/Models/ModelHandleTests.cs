using Switchyard.Inference.Embeddings;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class ModelHandleTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Close_WithLeases_DrainsAtTheLast()
    {
        var handle = Create();
        var first = handle.TryAcquire()!;
        var second = handle.TryAcquire()!;

        Assert.False(handle.TryCloseIdle());
        Assert.True(handle.Close());
        Assert.False(handle.Close());
        Assert.Null(handle.TryAcquire());
        first.Dispose();
        first.Dispose();
        Assert.False(handle.Drained.IsCompleted);
        second.Dispose();
        Assert.True(handle.Drained.IsCompleted);
        Assert.Equal(0, handle.Leases);
    }

    [Fact]
    public void TryCloseIdle_WithoutLeases_DrainsAtOnce()
    {
        var handle = Create();

        Assert.True(handle.TryCloseIdle());
        Assert.True(handle.Drained.IsCompleted);
    }

    [Fact]
    public void LastUsed_WhileHeld_IsNow()
    {
        var handle = Create();
        var lease = handle.TryAcquire()!;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(_time.GetUtcNow(), handle.LastUsed);
        lease.Dispose();
        var released = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(released, handle.LastUsed);
    }

    private ModelHandle Create() => new(new LexicalEmbedder(), _time);
}
