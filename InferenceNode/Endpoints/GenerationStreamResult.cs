using Switchyard.Inference.Scheduling;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>
/// Streams a generation. Before the first token a failure is a plain error answer; after it, one error event ends the stream.
/// A caller who left is no failure: the engine has been told by the same token.
/// </summary>
internal abstract class GenerationStreamResult(GenerationRun run) : IResult
{
    protected GenerationRun Run { get; } = run;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        try
        {
            await Run.WaitForFirstAsync(cancellationToken);
        }
        catch (EngineUnavailableException exception)
        {
            await new ApiErrorResult(Run.Describe(exception)).ExecuteAsync(httpContext);
            return;
        }

        var events = new ServerSentEvents(httpContext);
        events.Start();
        try
        {
            await WriteEventsAsync(events, cancellationToken);
            await events.WriteDoneAsync(cancellationToken);
        }
        catch (EngineUnavailableException exception)
        {
            await events.WriteErrorAsync(Run.Describe(exception), cancellationToken);
        }
    }

    protected abstract Task WriteEventsAsync(ServerSentEvents events, CancellationToken cancellationToken);
}
