using System.Diagnostics;
using Microsoft.Extensions.Options;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;
using Switchyard.InferenceNode.Telemetry;

namespace Switchyard.InferenceNode.Models;

/// <summary>
/// Loads the models while the service already answers on /alive, and frees them at the end. A folder that cannot be loaded ends the
/// process: it would never become ready. At shutdown streams may finish; shortly before the host's time-out the engines stop, so that
/// those still open end with an error event instead of a cut connection.
/// </summary>
internal sealed partial class ModelLoader(
    IOptions<ModelsOptions> options,
    IOptions<HostOptions> hostOptions,
    ModelRegistry registry,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    ILogger<ModelLoader> logger) : BackgroundService
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DisposeModelsAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Loading blocks a thread for up to seconds; the host must not wait for it.
            await Task.Factory.StartNew(LoadAll, stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await DrainAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is ModelLoadException or OrtException)
        {
            LogLoadFailed(exception.Message);
            Environment.ExitCode = 1;

            // A host that is stopped while it starts throws, and would bury the message under a stack trace.
            await WaitForAsync(lifetime.ApplicationStarted);
            lifetime.StopApplication();
        }
    }

    private void LoadAll()
    {
        var settings = options.Value;
        var (execution, scheduling) = (ModelsOptionsMapping.ToExecution(settings), ModelsOptionsMapping.ToScheduling(settings));
        var models = new List<InferenceModel>();
        foreach (var folder in ModelFolders.Resolve(settings, environment.ContentRootPath))
        {
            var started = Stopwatch.GetTimestamp();
            var model = InferenceModel.Load(folder, execution, scheduling);
            if (models.Any(other => other.Manifest.Name == model.Manifest.Name))
            {
                throw new ModelLoadException($"Two model folders have the name '{model.Manifest.Name}'; give one another name in its switchyard.json.");
            }

            models.Add(model);
            var elapsed = Stopwatch.GetElapsedTime(started);
            LogLoaded(model.Manifest.Name, folder, elapsed, model.ContextLength);
        }

        registry.Publish(models);
    }

    private async Task DrainAsync(CancellationToken stoppingToken)
    {
        await WaitForAsync(lifetime.ApplicationStopping);
        var patience = hostOptions.Value.ShutdownTimeout - s_margin;
        if (patience > TimeSpan.Zero)
        {
            await Task.Delay(patience, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await DisposeModelsAsync();
    }

    private static async Task WaitForAsync(CancellationToken moment)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = moment.Register(reached.SetResult);
        await reached.Task;
    }

    private async Task DisposeModelsAsync()
    {
        foreach (var model in registry.Models)
        {
            await model.DisposeAsync();
        }
    }

    [LoggerMessage(EventId = EventIds.ModelLoaded, Level = LogLevel.Information, Message = "Model '{ModelId}' was loaded from {Folder} in {Elapsed}; its context has {ContextLength} tokens.")]
    private partial void LogLoaded(string modelId, string folder, TimeSpan elapsed, int contextLength);

    [LoggerMessage(EventId = EventIds.ModelLoadFailed, Level = LogLevel.Critical, Message = "No model can be served, so the service stops. {Problem}")]
    private partial void LogLoadFailed(string problem);
}
