using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.OpenAI;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Endpoints;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Pulls;

/// <summary>The stream of events that tells of one pull, and ends with <c>done</c> or one <c>error</c>.</summary>
internal sealed class PullAnswer(ModelStore store, RunningPulls running, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);

    /// <summary>Pulls <paramref name="model"/> for as long as the caller listens.</summary>
    public async Task WriteAsync(HttpContext context, StoredModel model)
    {
        using var cancellation = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation.Token, context.RequestAborted, lifetime.ApplicationStopping);
        var pull = new PullEvent { Id = running.Begin(cancellation), Model = model.Id };
        EventResponse.Begin(context.Response);
        try
        {
            await SendAsync(context, PullEventTypes.Pull, pull, RoutingJsonContext.Default.PullEvent);
            await PullAsync(context, model, pull, any.Token);
            await SendAsync(context, PullEventTypes.Done, pull with { Status = "success" }, RoutingJsonContext.Default.PullEvent);
        }
        catch (PullException exception)
        {
            await SendErrorAsync(context, exception.Error);
        }
        catch (Exception exception) when (any.IsCancellationRequested && exception is OperationCanceledException or HttpRequestException or IOException)
        {
            await SendErrorAsync(context, cancellation.IsCancellationRequested ? ApiErrors.Cancelled("The pull was cancelled; pull the model again to go on from there.") : ApiErrors.Unavailable("The Router stops.", s_later));
        }
        finally
        {
            running.End(pull.Id);
        }
    }

    private async Task PullAsync(HttpContext context, StoredModel model, PullEvent pull, CancellationToken cancellationToken)
    {
        await using var progress = store.PullAsync(model, pull, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var next = progress.MoveNextAsync().AsTask();
            try
            {
                await KeepAliveAsync(context, next);
            }
            finally
            {
                // What runs cannot be disposed of. The caller's leaving ends it.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!await next)
            {
                return;
            }

            await SendAsync(context, PullEventTypes.Progress, progress.Current, RoutingJsonContext.Default.PullEvent);
        }
    }

    private async Task KeepAliveAsync(HttpContext context, Task next)
    {
        while (!next.IsCompleted)
        {
            using var waited = new CancellationTokenSource();
            if (await Task.WhenAny(next, Task.Delay(EventResponse.KeepAliveAfter, time, waited.Token)) != next)
            {
                await EventResponse.WriteAsync(context.Response, EventResponse.KeepAlive, context.RequestAborted);
            }

            await waited.CancelAsync();
        }
    }

    // A caller who left hears nothing more.
    private static Task SendErrorAsync(HttpContext context, ApiError error) => context.RequestAborted.IsCancellationRequested ? Task.CompletedTask : SendAsync(
        context,
        PullEventTypes.Error,
        new ErrorResponse { Error = new ErrorDetail { Message = error.Message, Type = error.Type, Code = error.Code, Param = error.Param, RequestId = context.TraceIdentifier } },
        OpenAIJsonContext.Default.ErrorResponse);

    private static Task SendAsync<T>(HttpContext context, string type, T data, JsonTypeInfo<T> info) =>
        EventResponse.WriteAsync(context.Response, $"event: {type}\ndata: {JsonSerializer.Serialize(data, info)}\n\n", context.RequestAborted);
}
