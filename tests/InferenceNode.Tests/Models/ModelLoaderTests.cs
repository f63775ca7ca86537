using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common.Services;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class ModelLoaderTests
{
    // A process of its own: the exit code is what a supervisor sees, and a host that ends itself races with the test server around it.
    [Fact]
    public async Task Start_BrokenFolder_StopsTheService()
    {
        var folder = Directory.CreateTempSubdirectory("switchyard-broken-").FullName;
        var start = new ProcessStartInfo("dotnet", [ServiceProcess.FindProgram("InferenceNode"), "--Models:Folders:0", folder])
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        };

        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, node.ExitCode);
        Assert.Contains($"No model can be served, so the service stops. The model folder has no genai_config.json (looked for {folder}/genai_config.json).", output, StringComparison.Ordinal);
        Directory.Delete(folder);
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
}
