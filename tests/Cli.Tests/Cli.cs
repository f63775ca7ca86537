using System.Diagnostics;
using System.Text;

namespace Switchyard.Cli.Tests;

/// <summary>Runs the real command in a process of its own, on a data folder of its own.</summary>
internal sealed class Cli(string home) : IDisposable
{
    private readonly List<Process> _started = [];

    public Dictionary<string, string> Environment { get; } = new() { ["SWITCHYARD_HOME"] = home, ["DOTNET_NOLOGO"] = "1" };

    public static string Program => Path.Combine(AppContext.BaseDirectory, "switchyard.dll");

    /// <summary>Runs a command to its end.</summary>
    public async Task<CliResult> RunAsync(string[] arguments, string? input = null)
    {
        var token = TestContext.Current.CancellationToken;
        var process = Start("dotnet", [Program, .. arguments]);
        await process.StandardInput.WriteAsync((input ?? string.Empty).AsMemory(), token);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public Task<CliResult> RunAsync(params string[] arguments) => RunAsync(arguments, input: null);

    /// <summary>Starts a command that goes on; its standard streams are piped.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }
    }
}
