using System.Diagnostics;

namespace Switchyard.Sandbox.Tests;

/// <summary>A host as a process of its own, with code at work that does not end. Its folder for temporary files is one that it shares with the hosts of its test only.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, string scratch) => (_process, Scratch) = (process, scratch);

    public int Id => _process.Id;

    /// <summary>Gets where its code writes.</summary>
    public string Scratch { get; }

    /// <summary>Starts one and waits until its code is at work.</summary>
    public static async Task<HostProcess> StartAsync(string mode, string folder, string bubblewrap)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Switchyard.Sandbox.Host.dll"), mode, bubblewrap]) { RedirectStandardOutput = true };
        info.Environment["TMPDIR"] = folder;
        var process = Process.Start(info)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        return new HostProcess(process, line);
    }

    /// <summary>Ends it as the kernel does when there is no memory: it can do nothing more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
