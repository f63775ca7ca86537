namespace Switchyard.Inference.Execution;

/// <summary>A loaded decoder that keeps keys and values itself, one sequence apart from the other.</summary>
/// <remarks>Used by one thread at a time. Its sequences are disposed before it.</remarks>
internal interface ISequenceModel : IDisposable
{
    /// <summary>Begins a sequence.</summary>
    ISequenceRun Start();
}
