namespace Switchyard.Inference.Models.Onnx;

/// <summary>An operator of a graph and its whole-number attributes.</summary>
internal sealed record OnnxNode(string Operator, string Domain, IReadOnlyDictionary<string, long> Integers);
