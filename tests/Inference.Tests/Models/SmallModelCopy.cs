namespace Switchyard.Inference.Tests.Models;

/// <summary>A copy of one of the small models that a test may change.</summary>
internal sealed class SmallModelCopy : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("switchyard-small-");

    public SmallModelCopy(string name)
    {
        Path = System.IO.Path.Combine(_parent.FullName, name);
        Copy(SmallModel.Folder(name), Path);
    }

    public string Path { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Replace(string file, string old, string with)
    {
        var text = File.ReadAllText(this[file]);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(this[file], text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>Replaces bytes of a file by as many others.</summary>
    public void ReplaceBytes(string file, ReadOnlySpan<byte> old, ReadOnlySpan<byte> with)
    {
        var bytes = File.ReadAllBytes(this[file]);
        var place = bytes.AsSpan().IndexOf(old);
        Assert.InRange(place, 0, bytes.Length);
        Assert.Equal(old.Length, with.Length);
        with.CopyTo(bytes.AsSpan(place));
        File.WriteAllBytes(this[file], bytes);
    }

    public void Cut(string file, long length)
    {
        using var stream = new FileStream(this[file], FileMode.Open);
        stream.SetLength(length);
    }

    public void Dispose() => _parent.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            Copy(folder, System.IO.Path.Combine(to, System.IO.Path.GetFileName(folder)));
        }
    }
}
