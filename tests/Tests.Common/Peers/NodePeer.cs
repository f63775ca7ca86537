using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.Tests.Common.Peers;

/// <summary>A program of <c>tests/peers</c> as a process: asked and answering one JSON value a line. Not thread-safe.</summary>
public sealed class NodePeer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Process _process;

    private NodePeer(Process process) => _process = process;

    /// <summary>Starts <paramref name="script"/>, a file name in <c>tests/peers</c>.</summary>
    public static NodePeer Start(string script)
    {
        var folder = FindFolder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new InvalidOperationException("The peers are not installed. Run ./test.sh, or: npm ci --ignore-scripts --prefix tests/peers");
        }

        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        return new NodePeer(Process.Start(start)!);
    }

    /// <summary>Asks, and gets the result or the peer's refusal.</summary>
    public async Task<PeerAnswer> AskAsync(JsonNode question, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(question.ToJsonString(s_plain).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The peer ended.");
        var answer = JsonNode.Parse(line)!.AsObject();
        return new PeerAnswer(answer["result"], (string?)answer["error"]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "tests", "peers", "package.json")))
        {
            folder = folder.Parent;
        }

        return Path.Combine((folder ?? throw new InvalidOperationException("The tests do not run inside the repository.")).FullName, "tests", "peers");
    }
}
