namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary>Ollama's error: one sentence.</summary>
internal static class OllamaErrors
{
    public static string Body(UpstreamError error) => $$"""{"error":{{Json.Quote(error.Message ?? Usual(error.Status))}}}""";

    private static string Usual(int status) => status switch
    {
        401 => "unauthorized",
        403 => "forbidden",
        404 => "model not found, try pulling it first",
        408 or 504 => "timed out waiting for llama runner to start",
        413 => "request body too large",
        429 => "too many requests",
        503 or 529 => "server busy, please try again. maximum pending requests exceeded",
        >= 500 => "an error was encountered while running the model",
        _ => "invalid request",
    };
}
