using System.Diagnostics;

namespace Switchyard.Tests.Common.Databases;

/// <summary>A server started for tests. A shell holds it on a pipe from this process, so that it also ends when the tests are killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // The shell stops the server when its standard input closes.
    private const string Script = """
        "$@" </dev/null >/dev/null 2>&1 & server=$!
        cat >/dev/null
        kill -${STOP_SIGNAL:-INT} $server 2>/dev/null
        wait $server
        """;

    private readonly Process _shell;

    private ServerProcess(Process shell) => _shell = shell;

    public static bool IsRoot => Environment.UserName == "root";

    public static ServerProcess Start(string? user, params IEnumerable<string> command) => Start(user, new Dictionary<string, string>(), command);

    public static ServerProcess Start(string? user, IReadOnlyDictionary<string, string> environment, IEnumerable<string> command)
    {
        var start = Create(user, ["sh", "-c", Script, "server", .. command]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.RedirectStandardInput = true;
        return new ServerProcess(Process.Start(start)!);
    }

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

    /// <summary>Ends the server as a crash would.</summary>
    public Task KillAsync()
    {
        _shell.Kill(entireProcessTree: true);
        return _shell.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static ProcessStartInfo Create(string? user, List<string> command)
    {
        List<string> all = user is null ? command : ["runuser", "-u", user, "--", .. command];
        var start = new ProcessStartInfo(all[0]) { WorkingDirectory = "/tmp" };
        all.Skip(1).ToList().ForEach(start.ArgumentList.Add);
        return start;
    }
}
