using Switchyard.Router.Endpoints;
using Switchyard.Router.Forwarding;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.PassThrough;

/// <summary>The routes for sound and images, whose requests and answers go as they come to the providers that have such.</summary>
internal static class PassThroughEndpoints
{
    /// <summary>The path that takes a form with a file.</summary>
    public const string TranscriptionPath = "/v1/audio/transcriptions";

    public static IEndpointRouteBuilder MapPassThrough(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(TranscriptionPath, static (HttpContext context, TranscriptionHandler handler) => handler.HandleAsync(context));
        routes.MapPost("/v1/audio/speech", static (HttpContext context, ModelRequestHandler handler) =>
            handler.HandleAsync(context, PassThroughContext.Default.SpeechBody, UpstreamOperation.Speech, Check, static request => request.Model));
        routes.MapPost("/v1/images/generations", static (HttpContext context, ModelRequestHandler handler) =>
            handler.HandleAsync(context, PassThroughContext.Default.ImageBody, UpstreamOperation.Images, Check, static request => request.Model));
        return routes;
    }

    /// <summary>Says that a request names no model: the default one is for conversations and would not do.</summary>
    public static ApiError? CheckModel(string? model) =>
        string.IsNullOrWhiteSpace(model) ? ApiErrors.MissingParameter("model", "'model' must name the model, such as openai/whisper-1, openai/tts-1 or openai/gpt-image-1; there is no default for this.") : null;

    private static ApiError? Check(SpeechBody request) =>
        CheckModel(request.Model) ?? (string.IsNullOrEmpty(request.Input) ? ApiErrors.MissingParameter("input", "'input' must hold the text to speak.") : null);

    private static ApiError? Check(ImageBody request) =>
        CheckModel(request.Model) ?? (string.IsNullOrEmpty(request.Prompt) ? ApiErrors.MissingParameter("prompt", "'prompt' must say what the image is to show.") : null);
}
