namespace Switchyard.Inference.Native;

/// <summary>How a session is created.</summary>
internal sealed record OrtSessionOptions
{
    /// <summary>Gets the number of threads inside one operator; 0 lets ONNX Runtime take one per core.</summary>
    public required int IntraOpThreads { get; init; }

    /// <summary>Gets session configuration entries, ONNX Runtime's own keys.</summary>
    public required IReadOnlyDictionary<string, string> Entries { get; init; }

    /// <summary>Gets the CUDA device that runs what it can; null is the CPU alone.</summary>
    public int? CudaDevice { get; init; }
}
