using Switchyard.Inference.Native;

namespace Switchyard.Inference.Execution;

/// <summary>The shape of a decoder's keys and values, as its graph declares them.</summary>
/// <param name="ElementType">Float, or Int8 or UInt8 where the graph keeps them quantized.</param>
/// <param name="Tensors">Keys and values of each layer: twice the layers.</param>
/// <param name="Heads">The heads of each tensor.</param>
/// <param name="Width">The elements of one position of one head; half the head size where a byte holds two.</param>
internal readonly record struct KeyValueLayout(OrtElementType ElementType, int Tensors, int Heads, int Width)
{
    /// <summary>Gets the bytes of one position of one head of one tensor.</summary>
    public int RowBytes => Width * (ElementType == OrtElementType.Float ? sizeof(float) : sizeof(byte));

    /// <summary>Gets the bytes of one position in all heads and tensors.</summary>
    public long PositionBytes => (long)Tensors * Heads * RowBytes;
}
