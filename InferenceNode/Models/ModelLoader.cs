using Microsoft.Extensions.Options;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;
using Switchyard.InferenceNode.Telemetry;

namespace Switchyard.InferenceNode.Models;

/// <summary>
/// Loads the configured models while the service already answers on /alive, and frees all at the end. A configured folder that cannot be
/// loaded is known as failed and the others are served; when none can be loaded the process ends: it would never have anything to serve. At shutdown streams may finish; shortly before the host's time-out the engines
/// stop, so that those still open end with an error event instead of a cut connection.
/// </summary>
internal sealed partial class ModelLoader(
    ModelManager manager,
    ModelRegistry registry,
    ConfiguredModels configured,
    IOptions<HostOptions> hostOptions,
    IHostApplicationLifetime lifetime,
    ILogger<ModelLoader> logger) : BackgroundService
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await manager.StopAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Reading folders blocks; the host must not wait for it.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await LoadAllAsync(stoppingToken);
            await DrainAsync(stoppingToken);
        }
        catch (ModelLoadException exception)
        {
            LogLoadFailed(exception.Message);
            Environment.ExitCode = 1;

            // A host that is stopped while it starts throws, and would bury the message under a stack trace.
            await WaitForAsync(lifetime.ApplicationStarted);
            lifetime.StopApplication();
        }
    }

    private async Task LoadAllAsync(CancellationToken stoppingToken)
    {
        var folders = configured.Folders;
        var problems = new List<(string Folder, string Problem)>();
        foreach (var folder in folders)
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (await FindProblemAsync(folder) is { } problem)
            {
                problems.Add((folder, problem));
            }
        }

        if (problems.Count == folders.Count)
        {
            throw new ModelLoadException(string.Join(' ', problems.Select(problem => problem.Problem)));
        }

        problems.ForEach(problem => LogFolderFailed(problem.Folder, problem.Problem));
        registry.SetReady();
    }

    // Loads a folder's model, or says why not.
    private async Task<string?> FindProblemAsync(string folder)
    {
        try
        {
            await manager.LoadAsync(manager.AddConfigured(folder, configured.ArePinned));
            return null;
        }
        catch (MemoryBudgetException) when (!configured.ArePinned)
        {
            // It is known, and loaded when somebody asks for it.
            return null;
        }
        catch (Exception exception) when (exception is ModelLoadException or OrtException or MemoryBudgetException)
        {
            return exception.Message;
        }
    }

    private async Task DrainAsync(CancellationToken stoppingToken)
    {
        await WaitForAsync(lifetime.ApplicationStopping);
        var patience = hostOptions.Value.ShutdownTimeout - s_margin;
        if (patience > TimeSpan.Zero)
        {
            await Task.Delay(patience, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await manager.StopAsync();
    }

    private static async Task WaitForAsync(CancellationToken moment)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = moment.Register(reached.SetResult);
        await reached.Task;
    }

    [LoggerMessage(EventId = EventIds.ModelLoadFailed, Level = LogLevel.Critical, Message = "No model can be served, so the service stops. {Problem}")]
    private partial void LogLoadFailed(string problem);

    [LoggerMessage(EventId = EventIds.ModelFolderFailed, Level = LogLevel.Error, Message = "The configured model folder {Folder} cannot be loaded; the other models are served without it. {Problem}")]
    private partial void LogFolderFailed(string folder, string problem);
}
