using Switchyard.Contracts.OpenAI;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Says who asks, so that callers take turns: whom the Router names, else the end user the request names, else nobody in particular.</summary>
internal static class CallerIdentity
{
    public const string Header = "x-switchyard-caller";

    public static string Find(HttpContext context, GenerationParameters request) =>
        context.Request.Headers[Header].ToString() is { Length: > 0 } caller ? caller : request.User ?? request.SafetyIdentifier ?? string.Empty;
}
