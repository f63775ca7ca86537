using Switchyard.Inference.Native;

namespace Switchyard.Inference.Models.Onnx;

/// <summary>A weight as the file describes it: in the file, or in another file at a position.</summary>
internal sealed record OnnxTensor
{
    public required string Name { get; init; }

    public required OrtElementType ElementType { get; init; }

    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>Gets the bytes of raw data in the model's own file, or null when it has none or keeps it in another form.</summary>
    public required long? RawBytes { get; init; }

    /// <summary>Gets the file that holds the data, relative to the model's; null when it is in the model's own.</summary>
    public required string? Location { get; init; }

    public required long Offset { get; init; }

    /// <summary>Gets the length in the other file; null means to its end.</summary>
    public required long? Length { get; init; }
}
