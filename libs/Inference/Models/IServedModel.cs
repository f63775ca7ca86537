namespace Switchyard.Inference.Models;

/// <summary>A loaded model, whatever it makes of its input.</summary>
/// <remarks>Safe for concurrent use. Disposal ends what is running.</remarks>
public interface IServedModel : IAsyncDisposable
{
    /// <summary>Gets the model's name and what it says about itself.</summary>
    ModelManifest Manifest { get; }

    /// <summary>Gets the most tokens one input (and, where it is continued, its answer) may have.</summary>
    int ContextLength { get; }

    /// <summary>Gets the number of requests that are worked on at once.</summary>
    int Slots { get; }

    /// <summary>Gets the number of requests that hold a slot now.</summary>
    int Running { get; }

    /// <summary>Runs a few tokens, so that the first request does not pay for what happens once, and a graph that cannot run is found now.</summary>
    /// <exception cref="ModelLoadException">The run failed.</exception>
    Task WarmUpAsync(CancellationToken cancellationToken);
}
