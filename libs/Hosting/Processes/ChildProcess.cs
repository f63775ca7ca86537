using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;
using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Processes;

/// <summary>A started process: its output goes line by line to a callback, and its standard input stays open as the sign that AppHost lives.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_outputGrace = TimeSpan.FromSeconds(1);

    private readonly ChildProcessConfig _config;
    private readonly Process _process;
    private readonly Action<string> _onLine;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProcessRecord?> _record = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _output = Task.CompletedTask;

    private ChildProcess(ChildProcessConfig config, Action<string> onLine)
    {
        _config = config;
        _onLine = onLine;
        _process = new Process { StartInfo = CreateStartInfo(config), EnableRaisingEvents = true };
        _process.Exited += (_, _) => _exit.TrySetResult(_process.ExitCode);
    }

    /// <summary>Gets the exit code, once the process has ended.</summary>
    public Task<int> Exited => _exit.Task;

    /// <summary>Gets how the process can be recognised later; null when it ended before it could be seen.</summary>
    public Task<ProcessRecord?> Record => _record.Task;

    public static ChildProcess Start(ChildProcessConfig config, Action<string> onLine)
    {
        var child = new ChildProcess(config, onLine);
        try
        {
            child.Begin();
            return child;
        }
        catch (Win32Exception exception)
        {
            child._process.Dispose();
            throw new DistributedApplicationException($"{config.FileName} could not be started: {exception.Message}", exception);
        }
    }

    /// <summary>Asks the process to stop, and kills it when it does not in time. Returns at once when it has ended already.</summary>
    public async Task StopAsync()
    {
        if (_exit.Task.IsCompleted)
        {
            return;
        }

        if (_config.IsGuarded)
        {
            // The guard sends the signal and, if need be, the kill: the same path as when AppHost dies.
            await AskGuardAsync().ConfigureAwait(false);
            await _exit.Task.ConfigureAwait(false);
            return;
        }

        Signals.Send(_process.Id, _config.StopSignal);
        var winner = await Task.WhenAny(_exit.Task, Task.Delay(_config.StopTimeout)).ConfigureAwait(false);
        if (winner != _exit.Task)
        {
            _process.Kill(entireProcessTree: true);
            await _exit.Task.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await DrainOutputAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>Waits for the last lines. A grandchild may hold the pipe open for ever, so the wait is short.</summary>
    public async Task DrainOutputAsync()
    {
        await Task.WhenAny(_output, Task.Delay(s_outputGrace)).ConfigureAwait(false);
    }

    private async Task AskGuardAsync()
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(Guard.StopLine).ConfigureAwait(false);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The guard has ended, and its server before it; the exit is on its way.
        }
    }

    private static ProcessStartInfo CreateStartInfo(ChildProcessConfig config)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = config.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in config.Environment)
        {
            start.Environment[name] = value;
        }

        SetCommand(start, config);
        return start;
    }

    // A process that leads a terminal session (setsid, POSIX) does not get the Ctrl-C of the terminal: AppHost alone does, and stops the others in order.
    private static void SetCommand(ProcessStartInfo start, ChildProcessConfig config)
    {
        start.FileName = "setsid";
        if (config.IsGuarded)
        {
            Guard.Apply(start, config);
            return;
        }

        start.ArgumentList.Add(config.FileName);
        foreach (var argument in config.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }

    private void Begin()
    {
        _process.Start();
        if (!_config.IsGuarded)
        {
            _record.TrySetResult(ProcessTable.Find(_process.Id));
        }

        _output = Task.WhenAll(ReadAsync(_process.StandardOutput, _config.IsGuarded), ReadAsync(_process.StandardError, namesGuarded: false));
        _ = _exit.Task.ContinueWith(_ => _record.TrySetResult(null), TaskScheduler.Default);
    }

    // The guard says once which process it guards. One that ended at once may be known to have ended before that is read.
    private async Task ReadAsync(StreamReader reader, bool namesGuarded)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (namesGuarded && Guard.ReadPid(line) is { } pid)
            {
                namesGuarded = false;
                _record.TrySetResult(ProcessTable.Find(pid));
            }
            else
            {
                _onLine(line);
            }
        }
    }
}
