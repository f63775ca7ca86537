using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.JsonSchemas;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.Router.Translation;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Structures;

/// <summary>Says which requests' answers are checked: those for JSON, where the provider cannot promise it, an operator does not believe it, or the caller wants it.</summary>
internal sealed class StructurePolicy(IOptions<RouterOptions> options)
{
    public const string ValidateHeader = "x-switchyard-validate";

    /// <summary>Finds the form that <paramref name="request"/>'s answer is checked for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="plan">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="error">What is wrong with the form.</param>
    /// <returns><see langword="null"/> where nothing is checked.</returns>
    public StructuredFormat? Find(HttpContext context, RoutePlan plan, ForwardRequest request, out ApiError? error)
    {
        error = null;
        if (request.Caller is not { } caller || request.Operation is not (UpstreamOperation.Chat or UpstreamOperation.Messages or UpstreamOperation.Responses)
            || !NamesAFormat(request.Body.Span) || !TryRead(caller, out var asked) || asked.ResponseFormat is not { } format)
        {
            return null;
        }

        var isPrompted = plan.EachCandidate().Any(candidate => candidate.Provider.Config.IsPromptedFor(format.Kind));
        if (!isPrompted && !options.Value.Structure.Validate && !string.Equals(context.Request.Headers[ValidateHeader], "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return new StructuredFormat(format, format.Schema is { } schema ? JsonSchema.Read(schema) : null);
        }
        catch (SchemaException exception)
        {
            error = ApiErrors.InvalidValue(NameOf(caller.Caller.Dialect), exception.Message);
            return null;
        }
    }

    private static string NameOf(Dialect dialect) => dialect switch
    {
        Dialect.Anthropic => "output_config.format",
        Dialect.Responses => "text.format",
        _ => "response_format",
    };

    // Most requests want no JSON, and are not read for this.
    private static bool NamesAFormat(ReadOnlySpan<byte> body) => body.IndexOf("\"json_schema\""u8) >= 0 || body.IndexOf("\"json_object\""u8) >= 0;

    private static bool TryRead(CallerRequest caller, [NotNullWhen(true)] out ModelRequest? request)
    {
        try
        {
            request = caller.Answer.Request;
            return true;
        }
        catch (TranslationException)
        {
            // What no other dialect can say goes to its upstream as it is.
            request = null;
            return false;
        }
    }
}
