using System.Runtime.InteropServices;

namespace Switchyard.Inference.Tests.Execution;

/// <summary>Builds an ONNX file. Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    public const int Float = 1;
    public const int Int8 = 3;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const string Microsoft = "com.microsoft";

    private readonly ProtobufMessage _graph = new ProtobufMessage().Add(2, "small");

    public void Node(string type, string[] inputs, string[] outputs, string domain = "", params (string Name, object Value)[] attributes)
    {
        var node = new ProtobufMessage();
        Array.ForEach(inputs, input => node.Add(1, input));
        Array.ForEach(outputs, output => node.Add(2, output));
        node.Add(4, type).Add(7, domain);
        foreach (var (name, value) in attributes)
        {
            node.Add(5, Attribute(name, value));
        }

        _graph.Add(1, node);
    }

    public void Weights(string name, long[] shape, float[] values) => Initializer(name, shape, Float, MemoryMarshal.AsBytes<float>(values).ToArray());

    public void Integers(string name, long[] values) => Initializer(name, [values.Length], Int64, MemoryMarshal.AsBytes<long>(values).ToArray());

    public void Scalar(string name, long value) => Initializer(name, [], Int64, BitConverter.GetBytes(value));

    public void Input(string name, int type, params object[] shape) => _graph.Add(11, Value(name, type, shape));

    public void Output(string name, int type, params object[] shape) => _graph.Add(12, Value(name, type, shape));

    public byte[] ToArray() => new ProtobufMessage()
        .Add(1, 8)
        .Add(7, _graph)
        .Add(8, new ProtobufMessage().Add(1, string.Empty).Add(2, 17))
        .Add(8, new ProtobufMessage().Add(1, Microsoft).Add(2, 1))
        .ToArray();

    private void Initializer(string name, long[] shape, int type, byte[] data)
    {
        var tensor = new ProtobufMessage();
        Array.ForEach(shape, dimension => tensor.Add(1, dimension));
        _graph.Add(5, tensor.Add(2, type).Add(8, name).Add(9, data));
    }

    private static ProtobufMessage Attribute(string name, object value) => value switch
    {
        float number => new ProtobufMessage().Add(1, name).Add(2, number).Add(20, 1),
        int number => new ProtobufMessage().Add(1, name).Add(3, number).Add(20, 2),
        string text => new ProtobufMessage().Add(1, name).Add(4, text).Add(20, 3),
        _ => throw new ArgumentException($"No attribute can be a {value.GetType()}.", nameof(value)),
    };

    private static ProtobufMessage Value(string name, int type, object[] shape)
    {
        var dimensions = new ProtobufMessage();
        foreach (var dimension in shape)
        {
            dimensions.Add(1, dimension is int size ? new ProtobufMessage().Add(1, size) : new ProtobufMessage().Add(2, (string)dimension));
        }

        var tensor = new ProtobufMessage().Add(1, type).Add(2, dimensions);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }
}
