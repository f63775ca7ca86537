using System.Text;

namespace Switchyard.Hosting.Logs;

/// <summary>A log that never grows beyond its limits: <c>x.log</c>, then <c>x.log.1</c> and so on, older with higher numbers.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RotatingLogFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly int _maxFiles;
    private StreamWriter? _writer;
    private long _bytes;
    private bool _closed;

    public RotatingLogFile(string path, long maxBytes, int maxFiles)
    {
        _path = path;
        _maxBytes = maxBytes;
        _maxFiles = maxFiles;
        _writer = Open();
    }

    /// <summary>Adds a line; false when it is lost because the file cannot be written. The next line is tried again.</summary>
    public bool WriteLine(string line)
    {
        lock (_lock)
        {
            try
            {
                if (!_closed)
                {
                    Append(line);
                }

                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // On a full disk a lost line is the lesser evil: whoever stops reading a service's output makes it block on its next one.
                return false;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _writer?.Dispose();
        }
    }

    private void Append(string line)
    {
        var bytes = Encoding.UTF8.GetByteCount(line) + 1;
        if (_bytes > 0 && _bytes + bytes > _maxBytes)
        {
            Rotate();
        }

        _writer ??= Open();
        _writer.Write(line);
        _writer.Write('\n');
        _bytes += bytes;
    }

    private void Rotate()
    {
        _writer?.Dispose();
        _writer = null;
        for (var number = _maxFiles - 1; number >= 1; number--)
        {
            var source = number == 1 ? _path : $"{_path}.{number - 1}";
            if (File.Exists(source))
            {
                File.Move(source, $"{_path}.{number}", overwrite: true);
            }
        }

        _writer = Open();
    }

    // Unbuffered: what a full disk refused is not tried again, and refused again, at the end.
    private StreamWriter Open()
    {
        var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _bytes = stream.Length;
        return new StreamWriter(stream) { AutoFlush = true };
    }
}
