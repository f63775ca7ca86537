namespace Switchyard.Inference.Native;

/// <summary>What a model declares about one input or output; a dimension that varies is -1.</summary>
internal sealed record OrtTensorInfo(string Name, OrtElementType ElementType, IReadOnlyList<long> Dimensions);
