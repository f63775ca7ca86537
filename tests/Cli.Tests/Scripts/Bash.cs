using System.Diagnostics;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Cli.Tests.Scripts;

/// <summary>Runs the repository's scripts with a PATH of its own, on which the test decides what is installed.</summary>
internal sealed class Bash : IDisposable
{
    private static readonly string[] s_basics =
        ["bash", "sh", "env", "cat", "cut", "dirname", "basename", "find", "flock", "grep", "head", "tail", "mkdir", "rm", "sed", "sha256sum", "sort", "tr", "timeout", "node", "sleep", "touch", "uname", "true"];

    private readonly TemporaryFolder _folder = new();

    public Bash()
    {
        Directory.CreateDirectory(Bin);
        foreach (var name in s_basics)
        {
            Link(name);
        }
    }

    public static string Repository { get; } = FindRepository();

    public string this[string name] => _folder[name];

    public Dictionary<string, string> Environment { get; } = [];

    private string Bin => _folder["bin"];

    /// <summary>Makes a program of this machine visible.</summary>
    public void Link(string name)
    {
        var path = System.Environment.GetEnvironmentVariable("PATH")!.Split(':').Append("/usr/bin").Select(folder => Path.Combine(folder, name)).First(File.Exists);
        File.Delete(Path.Combine(Bin, name));
        File.CreateSymbolicLink(Path.Combine(Bin, name), path);
    }

    /// <summary>Makes a program that is a script of the test's.</summary>
    public void Install(string name, string body)
    {
        var path = Path.Combine(Bin, name);
        File.Delete(path);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        Process.Start("chmod", ["755", path]).WaitForExit();
    }

    /// <summary>Runs a script, or code that sources the given parts.</summary>
    public async Task<CliResult> RunAsync(string code, params string[] parts)
    {
        var sources = string.Concat(parts.Select(part => $"source '{Repository}/eng/lib/{part}.sh'\n"));
        var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail\nSWITCHYARD_ROOT=${{ROOT:-{Repository}}}\n{sources}{code}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Bin;
        start.Environment["HOME"] = _folder.Path;
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "run.sh")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
