using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>A request's hold on a model: it is not unloaded before the lease is given back.</summary>
internal sealed class ModelLease(ModelHandle handle) : IDisposable
{
    private ModelHandle? _handle = handle;

    public IServedModel Model { get; } = handle.Model;

    public void Dispose() => Interlocked.Exchange(ref _handle, null)?.Release();
}
