using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Switchyard.Inference.Models;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common.Logging;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class ModelManagerTests
{
    [Fact]
    public async Task Unload_ModelWhoseEndThrows_IsUnloadedAndMayBeLoadedAgain()
    {
        using var folders = new SmallFolders();
        using var logs = new LogRecorder();
        using var factory = new LoggerFactory([logs]);
        var registry = new ModelRegistry(TimeProvider.System);
        var manager = Create(registry, factory);
        var name = manager.Add(folders.Root);
        await manager.LoadAsync(name);

        Assert.True(await manager.UnloadAsync(name));

        var entry = registry.Find(name)!;
        Assert.Equal((ModelState.Unloaded, null, 0L), (entry.State, entry.Handle, entry.MemoryBytes));
        Assert.Single(logs.Lines, line => line.StartsWith($"Error 4013 Model '{name}' ended with an error", StringComparison.Ordinal) && line.Contains("The end failed.", StringComparison.Ordinal));
        await manager.LoadAsync(name);
        Assert.Equal(ModelState.Loaded, registry.Find(name)!.State);
        await manager.StopAsync();
    }

    private static ModelManager Create(ModelRegistry registry, LoggerFactory logs)
    {
        var lifecycle = Options.Create(new ModelLifecycleOptions());
        var settings = new RunnerSettings(Options.Create(new ModelsOptions()), lifecycle, TimeProvider.System);
        return new ModelManager(registry, new FolderReader(new RunnerRegistry([new EndingModel()]), lifecycle), new ModelMemory(registry, lifecycle), settings, lifecycle, logs.CreateLogger<ModelManager>());
    }
}
