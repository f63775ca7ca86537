namespace Switchyard.Inference.Execution;

/// <summary>The files of one graph.</summary>
internal static class ModelFiles
{
    /// <summary>Gets the bytes of the graph at <paramref name="path"/> and of the files beside it that begin with its name, where weights too large for it lie.</summary>
    public static long WeightBytes(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Sum(file => new FileInfo(file).Length);
}
