using System.Text;

namespace Switchyard.Cli.Logs;

/// <summary>Reads one log from where it was left, also over a rotation.</summary>
internal sealed class LogTail(string path, string prefix)
{
    private const int BlockBytes = 64 * 1024;

    private long _position;

    /// <summary>Prints the last <paramref name="count"/> whole lines.</summary>
    public void PrintLast(int count, TextWriter output)
    {
        using var file = Open();
        if (file is null)
        {
            return;
        }

        // A few bytes per line are enough to seek by; lines longer than that cost some of the lines before them.
        file.Position = Math.Max(0, file.Length - Math.Max(BlockBytes, count * 400L));
        var cut = file.Position > 0;
        var lines = ReadLines(file);
        Print(lines.Skip(cut ? 1 : 0).TakeLast(count), output);
    }

    /// <summary>Prints the whole lines written since.</summary>
    public void PrintNew(TextWriter output)
    {
        using var file = Open();
        if (file is null || file.Length == _position)
        {
            return;
        }

        // Shorter than before: the log was rotated and this is the new file.
        file.Position = file.Length < _position ? 0 : _position;
        Print(ReadLines(file), output);
    }

    private void Print(IEnumerable<string> lines, TextWriter output)
    {
        foreach (var line in lines)
        {
            output.WriteLine(prefix + line);
        }
    }

    // The end of the file may be half a line; it is left for the next time.
    private List<string> ReadLines(FileStream file)
    {
        var start = file.Position;
        var bytes = new byte[file.Length - start];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var end = bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        _position = start + end;
        return [.. Encoding.UTF8.GetString(bytes, 0, end).Split('\n').SkipLast(1)];
    }

    private FileStream? Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Between the two steps of a rotation, or all logs were removed by a reset.
            return null;
        }
    }
}
