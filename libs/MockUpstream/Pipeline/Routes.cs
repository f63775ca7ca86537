using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream.Dialects;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>Finds the operation of a path.</summary>
internal static class Routes
{
    private const string ModelsPath = "/v1/models";
    private const string GeminiPath = "/v1beta/models";

    private static readonly Dialects.OpenAI.ModelsOperation s_models = new();
    private static readonly Dialects.Anthropic.ModelsOperation s_anthropicModels = new();
    private static readonly Dialects.Gemini.ModelsOperation s_geminiModels = new();

    private static readonly Dictionary<string, Operation> s_posts = new(StringComparer.Ordinal)
    {
        ["/v1/chat/completions"] = new Dialects.OpenAI.ChatOperation(),
        ["/v1/completions"] = new Dialects.OpenAI.CompletionOperation(),
        ["/v1/embeddings"] = new Dialects.OpenAI.EmbeddingsOperation(),
        ["/v1/audio/transcriptions"] = new Dialects.OpenAI.TranscriptionOperation(),
        ["/v1/audio/speech"] = new Dialects.OpenAI.SpeechOperation(),
        ["/v1/images/generations"] = new Dialects.OpenAI.ImagesOperation(),
        ["/v1/responses"] = new Dialects.OpenAI.ResponsesOperation(),
        ["/v1/messages"] = new Dialects.Anthropic.MessagesOperation(),
        ["/v1/messages/count_tokens"] = new Dialects.Anthropic.CountTokensOperation(),
        ["/api/chat"] = new Dialects.Ollama.ChatOperation(),
        ["/api/generate"] = new Dialects.Ollama.GenerateOperation(),
        ["/api/embed"] = new Dialects.Ollama.EmbedOperation(),
        ["/api/show"] = new Dialects.Ollama.ShowOperation(),
        ["/api/pull"] = new Dialects.Ollama.PullOperation(),
    };

    private static readonly Dictionary<string, Operation> s_deletes = new(StringComparer.Ordinal)
    {
        ["/api/delete"] = new Dialects.Ollama.DeleteOperation(),
    };

    private static readonly Dictionary<string, Operation> s_gets = new(StringComparer.Ordinal)
    {
        ["/api/tags"] = new Dialects.Ollama.TagsOperation(),
        ["/api/version"] = new Dialects.Ollama.VersionOperation(),
    };

    private static readonly Dictionary<string, Operation> s_geminiVerbs = new(StringComparer.Ordinal)
    {
        ["generateContent"] = new Dialects.Gemini.GenerateOperation(stream: false, StreamSyntax.ServerSentEvents),
        ["streamGenerateContent"] = new Dialects.Gemini.GenerateOperation(stream: true, StreamSyntax.Array),
        ["streamGenerateContent?alt=sse"] = new Dialects.Gemini.GenerateOperation(stream: true, StreamSyntax.ServerSentEvents),
        ["embedContent"] = new Dialects.Gemini.EmbedOperation(batch: false),
        ["batchEmbedContents"] = new Dialects.Gemini.EmbedOperation(batch: true),
        ["countTokens"] = new Dialects.Gemini.CountTokensOperation(),
    };

    /// <summary>Finds the operation; <paramref name="model"/> is the one the path names.</summary>
    public static Operation? Find(HttpRequest request, out string model)
    {
        model = string.Empty;
        var path = request.Path.Value ?? string.Empty;
        if (HttpMethods.IsPost(request.Method))
        {
            return s_posts.GetValueOrDefault(path) ?? FindGemini(path, request.Query["alt"].ToString(), out model);
        }

        return HttpMethods.IsDelete(request.Method) ? s_deletes.GetValueOrDefault(path)
            : HttpMethods.IsGet(request.Method) ? s_gets.GetValueOrDefault(path) ?? FindModels(path, request.Headers, out model) : null;
    }

    /// <summary>The dialect to say in that a path is unknown.</summary>
    public static Dialect DialectOf(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) ? Dialect.Ollama
        : path.StartsWith("/v1beta/", StringComparison.Ordinal) ? Dialect.Gemini
        : path.StartsWith("/v1/messages", StringComparison.Ordinal) ? Dialect.Anthropic
        : Dialect.OpenAI;

    // A model's name may have slashes; the verb is behind the last colon.
    private static Operation? FindGemini(string path, string alt, out string model)
    {
        model = string.Empty;
        var colon = path.LastIndexOf(':');
        if (colon < 0 || !path.StartsWith(GeminiPath + "/", StringComparison.Ordinal))
        {
            return null;
        }

        model = path[(GeminiPath.Length + 1)..colon];
        var verb = path[(colon + 1)..];
        return s_geminiVerbs.GetValueOrDefault(alt.Length > 0 ? $"{verb}?alt={alt}" : verb) ?? s_geminiVerbs.GetValueOrDefault(verb);
    }

    private static Operation? FindModels(string path, IHeaderDictionary headers, out string model)
    {
        var gemini = path.StartsWith(GeminiPath, StringComparison.Ordinal);
        var root = gemini ? GeminiPath : ModelsPath;
        model = path.Length > root.Length ? path[(root.Length + 1)..] : string.Empty;
        if (!path.StartsWith(root, StringComparison.Ordinal) || (path.Length > root.Length && path[root.Length] != '/'))
        {
            return null;
        }

        return gemini ? s_geminiModels : headers.ContainsKey("anthropic-version") ? s_anthropicModels : s_models;
    }
}
