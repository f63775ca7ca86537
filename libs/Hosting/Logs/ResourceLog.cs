namespace Switchyard.Hosting.Logs;

/// <summary>The output of one resource: all of it in a file, warnings also on the console, the last lines at hand for a crash.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ResourceLog : IDisposable
{
    public const int TailLines = 20;

    private const long MaxBytes = 10 * 1024 * 1024;
    private const int MaxFiles = 3;

    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = new();
    private readonly RotatingLogFile _file;
    private readonly string _name;
    private readonly EngineConsole _console;
    private readonly Func<string, bool> _isWarning;
    private bool _warned;

    public ResourceLog(string folder, string name, EngineConsole console, Func<string, bool> isWarning)
    {
        Path = System.IO.Path.Combine(folder, name + ".log");
        _name = name;
        _console = console;
        _isWarning = isWarning;
        _file = new RotatingLogFile(Path, MaxBytes, MaxFiles);
    }

    public string Path { get; }

    public void Append(string line)
    {
        lock (_lock)
        {
            if (_tail.Count == TailLines)
            {
                _tail.Dequeue();
            }

            _tail.Enqueue(line);
        }

        if (!_file.WriteLine(line) && !Interlocked.Exchange(ref _warned, true))
        {
            _console.Write(_name, $"Its log {Path} cannot be written; lines are lost until it can. Is the disk full?");
        }

        if (_isWarning(line))
        {
            _console.Write(_name, line);
        }
    }

    /// <summary>Gets the last lines and forgets them, so that a second crash does not show the first one's.</summary>
    public IReadOnlyList<string> TakeTail()
    {
        lock (_lock)
        {
            var lines = _tail.ToArray();
            _tail.Clear();
            return lines;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
    }
}
