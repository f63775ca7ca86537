namespace Switchyard.Inference.Native;

/// <summary>ONNX tensor element types that a decoder graph uses; the numbers are ONNX's.</summary>
internal enum OrtElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
    BFloat16 = 16,
}
