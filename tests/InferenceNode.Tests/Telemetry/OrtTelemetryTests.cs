using System.Net;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Services;

namespace Switchyard.InferenceNode.Tests.Telemetry;

/// <summary>ONNX Runtime's own reports: its official libraries send them unless they are kept from it, and first write a file and a session beside the temporary files.</summary>
public sealed class OrtTelemetryTests
{
    // One that starts such a library on a machine of continuous integration would be silent for that alone.
    private static readonly string[] s_silencers = ["CI", "ORT_RUNNING_UNIT_TESTS"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    public async Task Node_WhoseModelIsLoaded_HasNothingToReport(string variable)
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string>(s_silencers.Select(static name => KeyValuePair.Create(name, string.Empty)))
        {
            ["TMPDIR"] = folder.Path,
            ["ORT_DISABLE_TELEMETRY"] = variable,
        };
        await using var node = await ServiceProcess.StartAsync("InferenceNode", new Dictionary<string, string>(), variables, Cancellation);
        await Deadline.WaitAsync(
            async () => (await node.Http.GetAsync(new Uri("/health", UriKind.Relative), Cancellation)).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(60), "the model", Cancellation);

        var files = Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).ToList();

        Assert.DoesNotContain(".ses", files);
        Assert.DoesNotContain(files, static file => file!.StartsWith("mat-debug", StringComparison.Ordinal));
    }
}
