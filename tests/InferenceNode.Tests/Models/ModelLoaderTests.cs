using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common.Services;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class ModelLoaderTests
{
    [Fact]
    public async Task Start_BrokenFolder_StopsTheService()
    {
        var folder = Directory.CreateTempSubdirectory("switchyard-broken-").FullName;

        var (exitCode, output) = await RunAsync("--Models:Folders:0", folder);

        Assert.Equal(1, exitCode);
        Assert.Contains($"No model can be served, so the service stops. The model folder has no genai_config.json (looked for {folder}/genai_config.json).", output, StringComparison.Ordinal);
        Directory.Delete(folder);
    }

    [Fact]
    public async Task Start_OnlyBrokenFolders_StopsTheService()
    {
        using var folders = new SmallFolders();
        var (first, second) = (Path.Combine(folders.Root, "first"), Path.Combine(folders.Root, "second"));

        var (exitCode, output) = await RunAsync("--Models:Folders:0", first, "--Models:Folders:1", second);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(output.Split('\n'), text => text.Contains("No model can be served, so the service stops. ", StringComparison.Ordinal));
        Assert.All([first, second], folder => Assert.Contains($"The model folder {folder} does not exist.", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_CudaWithoutItsLibrary_SaysWhatIsMissing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ONNX Runtime's library is built with CUDA for Linux.");

        var (exitCode, output) = await RunAsync("--Models:Folders:0", SmallFolders.Find("llama"), "--Models:ExecutionProvider", "cuda");

        Assert.Equal(1, exitCode);
        var line = Assert.Single(output.Split('\n'), text => text.Contains("No model can be served", StringComparison.Ordinal));
        Assert.Matches("so the service stops\\. ONNX Runtime cannot load .*model\\.onnx: CUDA was asked for, but its provider library .*libonnxruntime_providers_cuda\\.so is missing\\.", line);
        Assert.EndsWith("or set Models:ExecutionProvider to cpu.", line.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Models:Slots", "0")]
    [InlineData("Models:MaxQueueLength", "0")]
    [InlineData("Models:ContextLength", "0")]
    [InlineData("Models:PrefillChunkTokens", "5")]
    [InlineData("Models:Threads", "1000")]
    [InlineData("Models:KeepAlive", "2.00:00:00")]
    [InlineData("Models:WeightMemoryFactor", "0.5")]
    [InlineData("Models:DrainTimeout", "01:00:00")]
    [InlineData("Models:MemoryBudgetBytes", "-1")]
    public void Start_BadOption_NamesIt(string key, string value)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build());
        using var provider = services.AddModels().BuildServiceProvider();

        // What the host calls before anything else starts.
        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(key.Split(':')[1], exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_BeforeLoading_IsNotReady()
    {
        var registry = new ModelRegistry(TimeProvider.System);

        Assert.False(registry.IsReady);
        Assert.Null(registry.Find(null, isEmbedder: false));
        Assert.Equal("lexical", registry.Find(null, isEmbedder: true)?.Name);
        Assert.Null(registry.Find("pocket"));
    }

    [Fact]
    public void Resolve_Default_FindsTheEmbeddedModelAboveTheProgram()
    {
        var folder = Assert.Single(ModelFolders.Resolve(new ModelsOptions(), Path.GetTempPath()));

        Assert.True(File.Exists(Path.Combine(folder, "genai_config.json")));
    }

    [Fact]
    public void Resolve_RelativeFolder_IsLookedForAboveTheContentRoot()
    {
        var root = Directory.CreateTempSubdirectory("switchyard-root-");
        var model = root.CreateSubdirectory("models/mine");
        var content = root.CreateSubdirectory("service/content");
        var options = new ModelsOptions();
        options.Folders.Add("models/mine");
        options.Folders.Add("models/none");
        options.Folders.Add("/absolute");

        Assert.Equal([model.FullName, Path.Combine(content.FullName, "models/none"), "/absolute"], ModelFolders.Resolve(options, content.FullName));
        root.Delete(recursive: true);
    }

    // A process of its own: the exit code is what a supervisor sees, and a host that ends itself races with the test server around it.
    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [ServiceProcess.FindProgram("InferenceNode"), .. settings])
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        };

        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, output);
    }
}
