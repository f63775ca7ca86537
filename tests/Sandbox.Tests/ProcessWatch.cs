using System.Collections.Concurrent;
using System.Globalization;

namespace Switchyard.Sandbox.Tests;

/// <summary>Sees every process that descends from one whose command line carries a mark, for as long as it is watched.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(int Id, string Started), string> _seen = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly string _mark;
    private readonly Task _watching;

    public ProcessWatch(string mark)
    {
        _mark = mark;
        _watching = WatchAsync();
    }

    /// <summary>Gets how many processes were seen.</summary>
    public int Seen => _seen.Count;

    /// <summary>Looks now.</summary>
    public void Look()
    {
        var processes = All();
        var found = processes.Where(process => process.CommandLine.Contains(_mark, StringComparison.Ordinal)).Select(static process => process.Id).ToHashSet();
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(processes.Where(process => found.Contains(process.Parent)).Select(static process => process.Id));
        }

        foreach (var process in processes.Where(process => found.Contains(process.Id)))
        {
            _seen[(process.Id, process.Started)] = process.CommandLine;
        }
    }

    /// <summary>Returns those seen that still live.</summary>
    public IReadOnlyList<int> Alive()
    {
        var alive = All().Select(static process => (process.Id, process.Started)).ToHashSet();
        return [.. _seen.Keys.Where(alive.Contains).Select(static process => process.Id)];
    }

    /// <summary>Returns those that still live after the moment the kernel needs to clear them away.</summary>
    public async Task<IReadOnlyList<int>> AliveAsync()
    {
        for (var left = 200; left > 0 && Alive().Count > 0; left--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        return Alive();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private static List<(int Id, int Parent, string Started, string CommandLine)> All()
    {
        var processes = new List<(int, int, string, string)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read($"{folder}/stat") is { } stat)
            {
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                // What has ended and waits for its parent to notice is no process any more.
                if (fields[0] is not ("Z" or "X"))
                {
                    processes.Add((id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19], Read($"{folder}/cmdline") ?? ""));
                }
            }
        }

        return processes;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!_ending.IsCancellationRequested)
        {
            Look();
            await Task.WhenAny(timer.WaitForNextTickAsync(CancellationToken.None).AsTask(), Task.Delay(Timeout.Infinite, _ending.Token));
        }
    }
}
