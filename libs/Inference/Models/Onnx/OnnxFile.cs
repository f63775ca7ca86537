namespace Switchyard.Inference.Models.Onnx;

/// <summary>What a model file holds, without its weights: enough to refuse a broken or hostile one before ONNX Runtime opens it.</summary>
internal sealed class OnnxFile
{
    public List<OnnxValue> Inputs { get; } = [];

    public List<OnnxValue> Outputs { get; } = [];

    /// <summary>Gets the weights, those inside of subgraphs and functions included.</summary>
    public List<OnnxTensor> Tensors { get; } = [];

    public List<OnnxNode> Nodes { get; } = [];

    public bool Uses(string name) => Nodes.Exists(node => node.Operator == name);

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="ModelLoadException">It is empty, cut off or no ONNX file.</exception>
    public static OnnxFile Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 16 * 1024);
        try
        {
            return new OnnxFileReader(new ProtobufReader(stream)).Read();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new ModelLoadException($"The file {path} is not a whole ONNX model: {exception.Message}. Copy or download it again.", exception);
        }
    }
}
