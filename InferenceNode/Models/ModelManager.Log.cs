using Switchyard.InferenceNode.Telemetry;

namespace Switchyard.InferenceNode.Models;

/// <content>What the manager logs.</content>
internal sealed partial class ModelManager
{
    [LoggerMessage(EventId = EventIds.ModelLoaded, Level = LogLevel.Information, Message = "Model '{ModelId}' was loaded from {Folder} in {Elapsed}; its context has {ContextLength} tokens.")]
    private partial void LogLoaded(string modelId, string folder, TimeSpan elapsed, int contextLength);

    [LoggerMessage(EventId = EventIds.ModelRefused, Level = LogLevel.Warning, Message = "Model '{ModelId}' could not be loaded. {Problem}")]
    private partial void LogLoadFailed(string modelId, string problem);

    [LoggerMessage(EventId = EventIds.ModelUnloaded, Level = LogLevel.Information, Message = "Model '{ModelId}' was unloaded; {Requests} of its requests were still running and ended with an error.")]
    private partial void LogUnloaded(string modelId, int requests);

    [LoggerMessage(EventId = EventIds.ModelEvicted, Level = LogLevel.Information, Message = "Model '{ModelId}' gives way to '{Newcomer}' in the memory budget.")]
    private partial void LogEvicted(string modelId, string newcomer);

    [LoggerMessage(EventId = EventIds.ModelDisposeFailed, Level = LogLevel.Error, Message = "Model '{ModelId}' ended with an error; some of its memory may stay taken.")]
    private partial void LogDisposeFailed(string modelId, Exception exception);
}
