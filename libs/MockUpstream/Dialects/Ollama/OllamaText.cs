using System.Text.Json;
using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary>Shapes that several of Ollama's endpoints share.</summary>
internal static class OllamaText
{
    public const string Created = "2026-01-01T00:00:00.000000000Z";

    public const string Details = """{"parent_model":"","format":"gguf","family":"mock","families":["mock"],"parameter_size":"1B","quantization_level":"Q4_K_M"}""";

    public static string Line(string model, string members) => $$"""{"model":{{Json.Quote(model)}},"created_at":"{{Created}}",{{members}}}""";

    /// <summary>What the last line has more than the others; the numbers of time are nanoseconds.</summary>
    public static string Done(Answer answer, string more = "")
    {
        var reason = answer.First.Finish == Finish.Length ? "length" : "stop";
        var counts = answer.Usage is null
            ? string.Empty
            : $",\"prompt_eval_count\":{answer.Usage.Input},\"prompt_eval_duration\":40000000,\"eval_count\":{answer.Usage.Output},\"eval_duration\":50000000";
        return $"\"done\":true,\"done_reason\":\"{reason}\"{more},\"total_duration\":100000000,\"load_duration\":10000000{counts}";
    }

    public static int MaxTokens(JsonElement body) => Math.Max(0, Json.Count(Json.Member(body, "options"), "num_predict"));

    /// <summary>The model of requests that are about one; the older member <c>name</c> is accepted too.</summary>
    public static string ModelOf(JsonElement body) => Json.Text(body, "model") ?? Json.Text(body, "name") ?? throw new BadRequestException("model is required");

    /// <summary>Reasoning is asked for with true or with a level.</summary>
    public static bool Thinks(JsonElement body) => Json.Member(body, "think").ValueKind is JsonValueKind.True or JsonValueKind.String;

    /// <summary>The format is the word <c>json</c> or a schema.</summary>
    public static ApiRequest WithFormat(ApiRequest request, JsonElement body)
    {
        var format = Json.Member(body, "format");
        return request with { Schema = format.ValueKind == JsonValueKind.Object ? format : default, Json = format.ValueKind == JsonValueKind.String && format.ValueEquals("json") };
    }
}
