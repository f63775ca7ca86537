using System.Diagnostics;
using Microsoft.Extensions.Options;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>
/// Loads and unloads models while requests run. Loads take turns, so that the memory budget is counted right; those who ask for the
/// same model while it is being loaded wait for the same load. A model is unloaded after its requests, within a time limit; who asks
/// for it meanwhile waits for the end of that and for the load that follows.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing; disposed, it would fail a load that ends after the host.
internal sealed partial class ModelManager(
    ModelRegistry registry,
    FolderReader folders,
    ModelMemory memory,
    RunnerSettings settings,
    IOptions<ModelLifecycleOptions> options,
    ILogger<ModelManager> logger)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _loads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _unloads = new(StringComparer.Ordinal);
    private bool _stopped;

    private ModelLifecycleOptions Options => options.Value;

    /// <summary>Makes a folder's model known, without loading it.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="ModelLoadException">The name is taken, or what names it is broken.</exception>
    public string Add(string folder) => Add(folders.Read(folder, isConfigured: false, isPinned: false));

    /// <summary>Makes known the model of a folder that configuration names; one that cannot be read is known by the folder's name and as failed.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="ModelLoadException">The name is taken, or what names it is broken.</exception>
    public string AddConfigured(string folder, bool isPinned)
    {
        try
        {
            return Add(folders.Read(folder, isConfigured: true, isPinned));
        }
        catch (ModelLoadException exception)
        {
            var name = ModelManifest.DefaultName(folder);
            registry.TryAdd(ModelEntry.Unreadable(registry.Find(name) is null ? name : folder, folder, isPinned, exception.Message));
            throw;
        }
    }

    /// <summary>Loads a known model, or joins the load that runs. The load goes on when the caller stops waiting.</summary>
    /// <exception cref="ModelLoadException">It cannot be loaded.</exception>
    /// <exception cref="MemoryBudgetException">It does not fit now.</exception>
    public Task LoadAsync(string name)
    {
        lock (_lock)
        {
            return _loads.TryGetValue(name, out var running) ? running : _loads[name] = LoadOnceAsync(name);
        }
    }

    /// <summary>Unloads a model after its requests, or after the time limit for them.</summary>
    /// <returns>Whether it was loaded.</returns>
    public async Task<bool> UnloadAsync(string name)
    {
        // A load that runs ends first: half a load cannot be taken back.
        await _turn.WaitAsync();
        Task unload;
        try
        {
            unload = BeginUnload(name, static handle => handle.Close());
        }
        finally
        {
            _turn.Release();
        }

        await unload;
        return unload != Task.CompletedTask;
    }

    /// <summary>Unloads the models that nobody asked for since <paramref name="moment"/> and that are not pinned.</summary>
    public Task UnloadIdleAsync(DateTimeOffset moment)
    {
        var idle = registry.Entries.Where(entry => entry is { State: ModelState.Loaded, IsPinned: false } && entry.Handle!.LastUsed <= moment);
        return Task.WhenAll(idle.Select(entry => BeginUnload(entry.Name, static handle => handle.TryCloseIdle())));
    }

    /// <summary>Ends all models at once, whoever has them; nothing is loaded any more.</summary>
    public async Task StopAsync()
    {
        lock (_lock)
        {
            _stopped = true;
        }

        await _turn.WaitAsync();
        try
        {
            foreach (var entry in registry.Entries)
            {
                await (entry.Handle is { } handle ? DisposeAsync(entry.Name, handle) : Task.CompletedTask);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private string Add(ModelEntry entry) => registry.TryAdd(entry)
        ? entry.Name
        : throw new ModelLoadException($"Two model folders have the name '{entry.Name}'; give one another name in its switchyard.json.");

    private async Task LoadOnceAsync(string name)
    {
        // The lock of the caller must not be held while this works.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await FindUnload(name);
            await _turn.WaitAsync();
            try
            {
                await LoadInTurnAsync(name);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            lock (_lock)
            {
                _loads.Remove(name);
            }
        }
    }

    private async Task LoadInTurnAsync(string name)
    {
        var entry = registry.Find(name)!;
        if (entry.State == ModelState.Loaded)
        {
            return;
        }

        ObjectDisposedException.ThrowIf(_stopped, this);
        entry = registry.Update(name, static old => old with { State = ModelState.Loading, Failure = null });
        try
        {
            await LoadAsync(entry);
        }
        catch (MemoryBudgetException exception)
        {
            registry.Update(name, old => old with { State = ModelState.Unloaded, Failure = exception.Message });
            throw;
        }
        catch (Exception exception)
        {
            // Whatever it is, the model is not loaded, and the next who asks must not wait for it.
            registry.Update(name, old => old with { State = ModelState.Failed, Failure = exception.Message });
            LogLoadFailed(name, exception.Message);
            throw;
        }
    }

    private async Task LoadAsync(ModelEntry entry)
    {
        var started = Stopwatch.GetTimestamp();
        var (runner, isEmbedder) = folders.FindRunner(entry);
        var bytes = memory.Estimate(runner.Inspect(entry.Folder, settings.Current));
        await MakeRoomAsync(entry.Name, bytes);

        // Loading blocks a thread for up to seconds.
        var model = await Task.Factory.StartNew(() => runner.Load(entry.Folder, settings.Current), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await (Options.WarmUp ? model.WarmUpAsync(CancellationToken.None) : Task.CompletedTask);
        }
        catch (ModelLoadException)
        {
            await model.DisposeAsync();
            throw;
        }

        var (handle, facts) = (settings.CreateHandle(model), ModelFacts.Of(model));
        registry.Update(entry.Name, old => old with { State = ModelState.Loaded, Runner = runner, IsEmbedder = isEmbedder, Handle = handle, Facts = facts, MemoryBytes = bytes });
        var elapsed = Stopwatch.GetElapsedTime(started);
        LogLoaded(entry.Name, entry.Folder, elapsed, model.ContextLength);
    }

    private async Task MakeRoomAsync(string name, long bytes)
    {
        while (!memory.Fits(bytes))
        {
            // Nobody gives way for a model that does not fit even then.
            if (!memory.CouldFit(bytes))
            {
                throw memory.Describe(name, bytes);
            }

            // A model that is leaving anyway comes before one that would have to.
            if (FindUnloads() is { Length: > 0 } leaving)
            {
                await Task.WhenAny(leaving);
                continue;
            }

            if (memory.FindVictim() is { } victim)
            {
                LogEvicted(victim.Name, name);
                await BeginUnload(victim.Name, static handle => handle.TryCloseIdle());
            }
        }
    }

    // Gives a completed task when there was nothing to close.
    private Task BeginUnload(string name, Func<ModelHandle, bool> close)
    {
        lock (_lock)
        {
            if (_unloads.TryGetValue(name, out var running))
            {
                return running;
            }

            var entry = registry.Find(name);
            if (entry is not { State: ModelState.Loaded, Handle: { } handle } || !close(handle))
            {
                return Task.CompletedTask;
            }

            registry.Update(name, static old => old with { State = ModelState.Unloading });
            return _unloads[name] = UnloadOnceAsync(name, handle);
        }
    }

    private async Task UnloadOnceAsync(string name, ModelHandle handle)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await handle.Drained.WaitAsync(Options.DrainTimeout, settings.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var abandoned = handle.Leases;
        try
        {
            await DisposeAsync(name, handle);
        }
        finally
        {
            registry.Update(name, old => old with { State = ModelState.Unloaded, Handle = null, MemoryBytes = 0, LastUsed = handle.LastUsed });
            lock (_lock)
            {
                _unloads.Remove(name);
            }
        }

        LogUnloaded(name, abandoned);
    }

    // Whatever a model's end throws, it is over: who waits for it cannot mend that, and must not find the model half unloaded for ever.
    private async Task DisposeAsync(string name, ModelHandle handle)
    {
        try
        {
            await handle.Model.DisposeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogDisposeFailed(name, exception);
        }
    }

    private Task FindUnload(string name)
    {
        lock (_lock)
        {
            return _unloads.GetValueOrDefault(name) ?? Task.CompletedTask;
        }
    }

    private Task[] FindUnloads()
    {
        lock (_lock)
        {
            return [.. _unloads.Values];
        }
    }
}
