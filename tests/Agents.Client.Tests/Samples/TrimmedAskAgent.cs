using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Switchyard.Agents.Client.Tests.Samples;

/// <summary>The published sample. What it is built of is kept between runs, so that only the first one is slow.</summary>
public sealed class TrimmedAskAgent : IAsyncLifetime
{
    internal static readonly string Root = Path.GetFullPath(
        typeof(TrimmedAskAgent).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!, AppContext.BaseDirectory);

    // Apart from the build's own artefacts, which may be in use.
    private static readonly string s_artifacts = Path.Combine(Root, "artifacts", "trimmed");
    private static readonly string s_folder = Path.Combine(s_artifacts, "AskAgent");

    public string PublishOutput { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            "publish", Path.Combine(Root, "samples", "agents", "AskAgent"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-o", s_folder,
            "-p:PublishTrimmed=true", "-p:TrimmerSingleWarn=false", $"-p:ArtifactsPath={s_artifacts}", "--nologo",
        ];
        var (exitCode, output, error) = await StartAsync("dotnet", arguments, new() { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" }, CancellationToken.None);
        Assert.True(exitCode == 0, output + error);
        PublishOutput = output;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs it.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        StartAsync(Path.Combine(s_folder, "Switchyard.AskAgent"), arguments, [], TestContext.Current.CancellationToken);

    /// <summary>The assemblies that come along besides the runtime, with their sizes in bytes.</summary>
    public static Dictionary<string, long> ReadSizes()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "Switchyard.AskAgent.deps.json")));
        var types = document.RootElement.GetProperty("libraries").EnumerateObject().ToDictionary(library => library.Name, library => library.Value.GetProperty("type").GetString());
        var target = document.RootElement.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
        return document.RootElement.GetProperty("targets").GetProperty(target).EnumerateObject()
            .Where(library => types[library.Name] != "runtimepack" && library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
            .Select(file => new FileInfo(Path.Combine(s_folder, Path.GetFileName(file.Name))))
            .Where(file => file.Exists)
            .DistinctBy(file => file.Name)
            .ToDictionary(file => file.Name, file => file.Length);
    }

    private static async Task<(int ExitCode, string Output, string Error)> StartAsync(string program, string[] arguments, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
