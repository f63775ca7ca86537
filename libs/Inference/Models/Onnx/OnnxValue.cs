using Switchyard.Inference.Native;

namespace Switchyard.Inference.Models.Onnx;

/// <summary>What a graph declares about an input or output; a dimension that varies is -1.</summary>
internal sealed record OnnxValue(string Name, OrtElementType ElementType, IReadOnlyList<long> Dimensions);
