namespace Switchyard.Inference.Native;

/// <summary>ONNX Runtime refused a call, or its native library could not be loaded.</summary>
public sealed class OrtException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OrtException()
    {
    }

    /// <summary>Creates the exception with what ONNX Runtime said.</summary>
    public OrtException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what ONNX Runtime said and the cause.</summary>
    public OrtException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
