namespace Switchyard.Inference.Execution;

/// <summary>What runs a model's operators.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A GPU through CUDA, where ONNX Runtime's CUDA provider library lies beside its native library.</summary>
    Cuda,
}
