using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Scheduling;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>
/// Streams the generations of a request, their chunks as they come. Before the first token a failure is a plain error answer; after it,
/// one error event ends the stream. A caller who left is no failure: the engine has been told by the same token.
/// </summary>
internal abstract class GenerationStreamResult<TChunk>(GenerationSet set, StreamOptions? options, JsonTypeInfo<TChunk> type) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var owned = set;
        var cancellationToken = httpContext.RequestAborted;
        var events = new ServerSentEvents(httpContext);
        var isStarted = false;
        try
        {
            await foreach (var chunk in Interleaving.MergeAsync([.. set.Runs.Select(run => ReadAsync(run, cancellationToken))], cancellationToken))
            {
                if (!isStarted)
                {
                    events.Start();
                    isStarted = true;
                }

                await events.WriteAsync(options?.ContinuousUsageStats is true ? WithUsage(chunk, set.CountUsage()) : chunk, type, cancellationToken);
            }

            await EndAsync(events, cancellationToken);
        }
        catch (EngineUnavailableException exception)
        {
            var error = set.Describe(exception);
            await (isStarted ? events.WriteErrorAsync(error, cancellationToken) : new ApiErrorResult(error).ExecuteAsync(httpContext));
        }
    }

    /// <summary>Reads one choice; nothing may come before its first piece of text.</summary>
    protected abstract IAsyncEnumerable<TChunk> ReadAsync(GenerationRun run, CancellationToken cancellationToken);

    /// <summary>Makes the chunk that has the usage and no choices.</summary>
    protected abstract TChunk CreateUsageChunk(Usage usage);

    protected abstract TChunk WithUsage(TChunk chunk, Usage usage);

    private async Task EndAsync(ServerSentEvents events, CancellationToken cancellationToken)
    {
        if (options?.IncludeUsage is true)
        {
            await events.WriteAsync(CreateUsageChunk(set.CountUsage()), type, cancellationToken);
        }

        await events.WriteDoneAsync(cancellationToken);
    }
}
