using System.Text;

namespace Switchyard.Inference.Native;

/// <summary>A tensor's name with its zero-terminated UTF-8 form, encoded once.</summary>
internal sealed class TensorName(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text + '\0');

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public override string ToString() => text;
}
