using Switchyard.Inference.Native;

namespace Switchyard.Inference.Models.Onnx;

/// <summary>Checks that all weights of a model are there, inside its folder, and as long as their shapes say.</summary>
internal static class OnnxWeights
{
    /// <summary>Checks the model file at <paramref name="name"/> in <paramref name="folder"/>.</summary>
    /// <returns>The bytes of all its files.</returns>
    /// <exception cref="ModelLoadException">A file is missing or cut off, or a name leaves the folder.</exception>
    public static long Check(ModelFolder folder, string name, OnnxFile file)
    {
        var path = Path.Combine(folder.Path, name);
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
        {
            var expected = Measure(path, tensor);
            if (tensor.Location is { } location)
            {
                CheckExternal(path, tensor, expected, FindLength(folder, path, name, location, lengths));
            }
            else if (tensor.RawBytes is { } raw && expected is { } bytes && raw != bytes)
            {
                throw Broken(path, tensor, $"has {raw} bytes, but its shape needs {bytes}");
            }
        }

        return new FileInfo(path).Length + lengths.Values.Sum();
    }

    private static long FindLength(ModelFolder folder, string path, string name, string location, Dictionary<string, long> lengths)
    {
        if (!lengths.TryGetValue(location, out var length))
        {
            // The location is relative to the model file.
            var full = folder.Require(Path.Combine(Path.GetDirectoryName(name) ?? string.Empty, location), $"the external data of {path}");
            length = new FileInfo(full).Length;
            lengths.Add(location, length);
        }

        return length;
    }

    private static void CheckExternal(string path, OnnxTensor tensor, long? expected, long fileLength)
    {
        var length = tensor.Length ?? expected ?? 0;
        if (tensor.Offset > fileLength - length)
        {
            throw Broken(path, tensor, $"ends at byte {(Int128)tensor.Offset + length} of {tensor.Location}, which has only {fileLength}. Copy or download it again");
        }

        if (expected is { } bytes && length != bytes)
        {
            throw Broken(path, tensor, $"has {length} bytes, but its shape needs {bytes}");
        }
    }

    // Null for types whose size is not fixed (strings) or not known here.
    private static long? Measure(string path, OnnxTensor tensor)
    {
        Int128 elements = 1;
        foreach (var dimension in tensor.Dimensions)
        {
            elements *= dimension >= 0 ? dimension : throw Broken(path, tensor, $"has a side of {dimension}");
            if (elements > long.MaxValue / 64)
            {
                throw Broken(path, tensor, "has more elements than a machine can hold");
            }
        }

        return BitsOf(tensor.ElementType) is { } bits ? (long)((elements * bits) + 7) / 8 : null;
    }

    private static int? BitsOf(OrtElementType type) => (int)type switch
    {
        1 or 6 or 12 => 32,
        2 or 3 or 9 or (>= 17 and <= 20) => 8,
        4 or 5 or 10 or 16 => 16,
        7 or 11 or 13 => 64,
        21 or 22 => 4,
        _ => null,
    };

    private static ModelLoadException Broken(string path, OnnxTensor tensor, string problem) => new($"The weight '{tensor.Name}' of {path} {problem}.");
}
