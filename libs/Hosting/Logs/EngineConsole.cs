using System.Globalization;

namespace Switchyard.Hosting.Logs;

/// <summary>What the person who started the system sees, with the time since the start; also kept in <c>apphost.log</c>.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class EngineConsole(TextWriter output, TimeProvider time)
{
    private const int NameWidth = 12;

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private RotatingLogFile? _file;

    /// <summary>From here on keeps the lines in a file too.</summary>
    public void KeepIn(RotatingLogFile file)
    {
        lock (_lock)
        {
            _file = file;
        }
    }

    /// <summary>Writes a line about one resource.</summary>
    public void Write(string resource, string text)
    {
        var elapsed = time.GetElapsedTime(_start).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        WriteLine($"[{elapsed,6} s] {resource.PadRight(NameWidth)} {text}");
    }

    /// <summary>Writes a line as it is.</summary>
    public void WriteLine(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
            _file?.WriteLine(line);
        }
    }
}
