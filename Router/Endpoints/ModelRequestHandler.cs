using System.Text.Json.Serialization.Metadata;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Endpoints;

/// <summary>The way of every request that a model serves: read once, check, plan, forward.</summary>
internal sealed class ModelRequestHandler(RoutePlanner planner, FailoverForwarder forwarder, CallerAddresses callers, ApiErrorWriter errors)
{
    /// <summary>Handles a request whose body is a <typeparamref name="T"/>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">How the body is read.</param>
    /// <param name="operation">Where it goes.</param>
    /// <param name="check">Finds what is wrong with it.</param>
    /// <param name="model">Reads the model string.</param>
    public async Task HandleAsync<T>(HttpContext context, JsonTypeInfo<T> type, UpstreamOperation operation, Func<T, ApiError?> check, Func<T, string?> model)
        where T : class
    {
        var body = await JsonBody.ReadAsync(context, type);
        if (!body.IsValid)
        {
            await errors.WriteAsync(context, body.Error);
            return;
        }

        if (check(body.Value) is { } problem)
        {
            await errors.WriteAsync(context, problem);
            return;
        }

        await ForwardAsync(context, new ForwardRequest(operation, body.Bytes, ModelMember.Find(body.Bytes.Span), model(body.Value), RouteHints.Read(context.Request.Headers)));
    }

    /// <summary>Plans and forwards a request that was read and checked.</summary>
    public async Task ForwardAsync(HttpContext context, ForwardRequest request)
    {
        var plan = await callers.PlanAsync(context, request) ?? await planner.PlanAsync(request, context.RequestAborted);
        if ((plan.Error ?? CheckOperation(plan, request.Operation)) is { } refusal)
        {
            await errors.WriteAsync(context, refusal);
            return;
        }

        await forwarder.RunAsync(context, plan, request);
    }

    private static ApiError? CheckOperation(RoutePlan plan, UpstreamOperation operation) =>
        operation == UpstreamOperation.Tokenize && plan.Candidates[0].Provider.Config.Kind != ProviderKind.Nodes
            ? ApiErrors.UnsupportedParameter("model", "Only the models of the local nodes can be tokenised here; other providers keep their tokenizers to themselves.")
            : null;
}
