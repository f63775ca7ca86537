namespace Switchyard.Agents.Tools.Outputs;

/// <summary>Where the outputs of a run's calls are that were too long to be shown whole.</summary>
/// <remarks>Implementations are safe for concurrent calls.</remarks>
public interface IKeptOutputs
{
    /// <summary>Finds an output.</summary>
    /// <param name="handle">What the model was told it is found by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As much of it as is kept, from its beginning; <see langword="null"/> where there is none of this handle.</returns>
    Task<string?> FindAsync(string handle, CancellationToken cancellationToken = default);
}
