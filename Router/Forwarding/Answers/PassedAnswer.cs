using System.Net;
using Switchyard.Providers;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.PassThrough;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>Lets sound and the texts of recordings through as they come, once there is a beginning of the kind that was asked for. A text is held back until it is whole, as JSON is.</summary>
internal static class PassedAnswer
{
    private const int MaxHeldBytes = 256 * 1024;
    private const int FirstBytes = 16 * 1024;

    /// <summary>Waits for the beginning of <paramref name="content"/>.</summary>
    /// <returns>What stands for it, or what is wrong with it.</returns>
    public static async ValueTask<(HttpContent? Content, ProviderError? Refusal)> BeginAsync(HttpContent content, UpstreamOperation operation, StreamTimes times, TimeProvider time, CancellationToken cancellationToken)
    {
        var type = UpstreamTransformer.MediaTypeOf(content);

        // Nothing asks for compression, and nothing here tells the caller of it.
        if (type is null || !IsAnswer(type, operation) || content.Headers.ContentEncoding.Count > 0)
        {
            return (null, ProviderErrors.Unreadable());
        }

        var stream = new PassedStream(await content.ReadAsStreamAsync(cancellationToken), times, time);
        try
        {
            var isText = operation == UpstreamOperation.Transcription;
            var read = new byte[isText ? MaxHeldBytes : FirstBytes];
            var count = await stream.ReadAtLeastAsync(read, isText ? read.Length : 1, throwOnEndOfStream: false, cancellationToken);
            stream.PutBack(read.AsMemory(0, count));
            return count > 0 ? (new AnswerContent(content, stream), null) : (null, new ProviderError("sent an empty answer"));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (null, new ProviderError("broke off before its answer began"));
        }
    }

    /// <summary>Says of an upstream that has nothing at the path, which its own words hardly do, what that means.</summary>
    public static ProviderError Explain(ProviderError refusal, RouteCandidate candidate, UpstreamOperation operation) =>
        refusal is { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented, Code: null or "404" }
            ? new ProviderError($"The provider '{candidate.Provider.Config.Id}' has no {PassThroughPolicy.WordOf(operation)}: it answered {(int)refusal.StatusCode} at {candidate.Endpoint.AddressOf(operation).AbsolutePath}. Name a model of a provider that has; GET /providers lists those there are.")
            {
                StatusCode = HttpStatusCode.NotImplemented,
                Code = RefusalPolicy.NotImplementedCode,
                Param = "model",
            }
            : refusal;

    private static bool IsAnswer(string type, UpstreamOperation operation) => operation switch
    {
        // Servers without a name for the format they were asked for send bytes.
        UpstreamOperation.Speech => type.StartsWith("audio/", StringComparison.Ordinal) || type is "application/octet-stream" or "binary/octet-stream",
        UpstreamOperation.Transcription => (type.StartsWith("text/", StringComparison.Ordinal) && type != "text/html") || type == "application/x-subrip",
        _ => false,
    };
}
