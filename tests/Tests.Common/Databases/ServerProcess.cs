using System.Diagnostics;
using System.Globalization;

namespace Switchyard.Tests.Common.Databases;

/// <summary>A server started for tests. A shell holds it on a pipe from this process, so that it also ends when the tests are killed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    // The shell says the server's id, and stops the server when its standard input closes.
    private const string Script = """
        "$@" </dev/null >>"${SERVER_LOG:-/dev/null}" 2>&1 & server=$!
        echo $server
        cat >/dev/null
        kill -${STOP_SIGNAL:-INT} $server 2>/dev/null
        wait $server 2>/dev/null
        """;

    private readonly Process _shell;
    private Task<int>? _id;

    private ServerProcess(Process shell) => _shell = shell;

    /// <summary>Gets whether the tests run as root.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>Starts a server as <paramref name="user"/>; <see langword="null"/> for the tests' own.</summary>
    public static ServerProcess Start(string? user, params IEnumerable<string> command) => Start(user, new Dictionary<string, string>(), command);

    /// <summary>Starts a server with more variables; <c>STOP_SIGNAL</c> says how it is stopped, <c>SERVER_LOG</c> where its output goes.</summary>
    public static ServerProcess Start(string? user, IReadOnlyDictionary<string, string> environment, IEnumerable<string> command)
    {
        var start = Create(user, ["sh", "-c", Script, "server", .. command]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Runs a command and returns whether it succeeded.</summary>
    public static async Task<bool> RunAsync(string? user, IEnumerable<string> command, CancellationToken cancellationToken)
    {
        var start = Create(user, [.. command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        await Task.WhenAll(output, error);
        return process.ExitCode == 0;
    }

    /// <summary>Gets the server's process id.</summary>
    public Task<int> FindIdAsync() => _id ??= ReadIdAsync();

    /// <summary>Ends the server as a crash would.</summary>
    public Task KillAsync()
    {
        _shell.Kill(entireProcessTree: true);
        return _shell.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task<int> ReadIdAsync() => int.Parse((await _shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);

    private static ProcessStartInfo Create(string? user, List<string> command)
    {
        List<string> all = user is null ? command : ["runuser", "-u", user, "--", .. command];
        var start = new ProcessStartInfo(all[0]) { WorkingDirectory = "/tmp" };
        all.Skip(1).ToList().ForEach(start.ArgumentList.Add);
        return start;
    }
}
