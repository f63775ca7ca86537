using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Interactions;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>The route by which one can watch requests as they are served.</summary>
internal static class InteractionEndpoints
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapInteractions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/requests/events", static async (HttpContext context, RequestEvents events, ApiErrorWriter errors, IHostApplicationLifetime lifetime) =>
        {
            using var subscription = events.Subscribe();
            if (subscription is null)
            {
                await errors.WriteAsync(context, ApiErrors.Unavailable($"{RequestEvents.MaxSubscribers} others are listening already.", s_retryAfter));
                return;
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await SendAsync(context.Response, subscription, either.Token);
        });
        return routes;
    }

    private static async Task SendAsync(HttpResponse response, RequestEventSubscription subscription, CancellationToken cancellationToken)
    {
        EventResponse.Begin(response);
        try
        {
            await EventResponse.WriteAsync(response, ": listening\n\n", cancellationToken);
            while (!cancellationToken.IsCancellationRequested)
            {
                await SendNextAsync(response, subscription, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener left, or the router ends.
        }
    }

    private static async Task SendNextAsync(HttpResponse response, RequestEventSubscription subscription, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(EventResponse.KeepAliveAfter);
        try
        {
            await subscription.WaitAsync(silence.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await EventResponse.WriteAsync(response, EventResponse.KeepAlive, cancellationToken);
        }

        while (subscription.TryRead() is { } item)
        {
            await EventResponse.WriteAsync(response, $"event: {item.Type}\ndata: {JsonSerializer.Serialize(item, RoutingJsonContext.Default.RequestEvent)}\n\n", cancellationToken);
        }
    }
}
