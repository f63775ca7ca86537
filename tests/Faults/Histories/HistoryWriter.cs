namespace Switchyard.Faults.Histories;

/// <summary>
/// Appends to a process' own history, a file of its own that nothing under test knows of. What was appended is on disk before the process goes on: it
/// remains when the process is killed at any later instant.
/// </summary>
internal sealed class HistoryWriter(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Appends lines, all at once.</summary>
    public void Append(params IEnumerable<HistoryLine> lines)
    {
        byte[] bytes = [.. lines.SelectMany(line => line.ToBytes())];
        lock (_lock)
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();
}
