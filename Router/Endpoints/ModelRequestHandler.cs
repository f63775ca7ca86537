using System.Text.Json.Serialization.Metadata;
using Switchyard.Dialects;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Capabilities;
using Switchyard.Router.Configuration;
using Switchyard.Router.Continuation;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.Model;
using Switchyard.Router.PassThrough;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Translation;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Endpoints;

/// <summary>The way of every request that a model serves: read once, check, plan, forward.</summary>
internal sealed class ModelRequestHandler(ModelRegistry registry, StrategyPlanner planner, SendingPolicy sending, CapabilityPolicy capabilities, MediaFit files, RequestRunner runner, CallerAddresses callers, MediaGate media, ApiErrorWriter errors, TimeProvider time)
{
    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);
    private static readonly CallerDialect s_completions = DialectRegistry.Caller(Dialect.Completions);

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

        var passed = await media.PassAsync(body.Bytes, context.RequestAborted);
        if (passed.Error is { } refusal)
        {
            await errors.WriteAsync(context, refusal);
            return;
        }

        await ForwardAsync(context, new ForwardRequest(operation, passed.Bytes, ModelMember.Find(passed.Bytes.Span), model(body.Value), RouteHints.Read(context.Request.Headers))
        {
            Media = passed.Items,
            Caller = CallerOf(operation) is { } caller ? new CallerRequest(caller, passed.Bytes, context.TraceIdentifier, time.GetUtcNow()) : null,
        });
    }

    /// <summary>Plans and forwards a request that was read and checked.</summary>
    public async Task ForwardAsync(HttpContext context, ForwardRequest request)
    {
        if (ContinuationPolicy.Check(request.Hints) is { } problem)
        {
            await errors.WriteAsync(context, problem);
            return;
        }

        if (ProviderPath.Of(context) is { } path)
        {
            request = path.Apply(request, registry.Current);
        }

        var plan = await callers.PlanAsync(context, request) ?? await planner.PlanAsync(context, request);
        plan = PassThroughPolicy.Restrict(plan, request.Operation);
        var (fitted, sent) = await files.FitAsync(context, capabilities.Restrict(await sending.RestrictAsync(context, plan, request), request), request);
        (plan, request) = (capabilities.FitContext(await sending.RestrictTextAsync(context, fitted, request, sent), sent), sent);
        if ((plan.Error ?? CheckOperation(plan, request.Operation)) is { } refusal)
        {
            await errors.WriteAsync(context, refusal);
            return;
        }

        if (request.Operation == UpstreamOperation.CountTokens && !TokenCounting.IsDoneBy(plan.Candidates[0].Provider.Config))
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(TokenCounting.Answer(PromptSize.TokensOf(plan.Candidates[0].Provider, request.Body.Length, request.Media), isEstimate: true), context.RequestAborted);
            return;
        }

        await runner.RunAsync(context, plan, request);
    }

    private static CallerDialect? CallerOf(UpstreamOperation operation) => operation switch
    {
        UpstreamOperation.Chat => s_chat,
        UpstreamOperation.Completions => s_completions,
        _ => null,
    };

    private static ApiError? CheckOperation(RoutePlan plan, UpstreamOperation operation) =>
        operation == UpstreamOperation.Tokenize && plan.Candidates[0].Provider.Config.Kind != ProviderKind.Nodes
            ? ApiErrors.UnsupportedParameter("model", "Only the models of the local nodes can be tokenised here; other providers keep their tokenizers to themselves.")
            : null;
}
