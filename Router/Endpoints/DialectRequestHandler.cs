using Switchyard.Dialects;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.Routing;
using Switchyard.Router.Translation;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Endpoints;

/// <summary>The way of a request whose dialect its upstream may not speak: read it whole, then go the way of every request.</summary>
internal sealed class DialectRequestHandler(ModelRequestHandler handler, MediaGate media, ApiErrorWriter errors, TimeProvider time)
{
    /// <summary>Handles a request of a caller who speaks <paramref name="caller"/>.</summary>
    public async Task HandleAsync(HttpContext context, CallerDialect caller, UpstreamOperation operation)
    {
        var body = await JsonBody.ReadAsync(context, ModelBodyContext.Default.ModelBody);
        if (!body.IsValid)
        {
            await errors.WriteAsync(context, body.Error);
            return;
        }

        var passed = await media.PassAsync(body.Bytes, context.RequestAborted);
        if (passed.Error is { } refusal)
        {
            await errors.WriteAsync(context, refusal);
            return;
        }

        var request = new CallerRequest(caller, passed.Bytes, context.TraceIdentifier, time.GetUtcNow());
        if (Check(request) is { } problem)
        {
            await errors.WriteAsync(context, problem);
            return;
        }

        await handler.ForwardAsync(context, new ForwardRequest(operation, passed.Bytes, ModelMember.Find(passed.Bytes.Span), request.Answer.Request.Model, RouteHints.Read(context.Request.Headers)) { Caller = request, Media = passed.Items });
    }

    private static ApiError? Check(CallerRequest request)
    {
        try
        {
            return RequestChecks.Check(request.Answer.Request);
        }
        catch (TranslationException exception)
        {
            return Describe(exception);
        }
    }

    private static ApiError Describe(TranslationException exception) =>
        exception.Field.Length == 0 ? ApiErrors.InvalidJson(exception.Message)
        : exception.IsUnsupported ? ApiErrors.UnsupportedParameter(exception.Field, exception.Message)
        : ApiErrors.InvalidValue(exception.Field, exception.Message);
}
