using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/images/generations</c>.</summary>
internal sealed class ImagesOperation() : Operation(Dialect.OpenAI)
{
    // One red point.
    private static readonly byte[] s_png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    public override ApiRequest Read(JsonElement body, string model)
    {
        _ = Json.Required(body, "prompt");
        return new ApiRequest
        {
            Model = Json.Required(body, "model"),
            Choices = Math.Clamp(Json.Count(body, "n"), 1, 10),
            Format = Json.Text(body, "response_format") ?? "b64_json",
        };
    }

    public override string Whole(Answer answer, ApiRequest request)
    {
        var usage = answer.Usage is { } tokens
            ? $$$""","usage":{"input_tokens":{{{tokens.Input}}},"input_tokens_details":{"image_tokens":0,"text_tokens":{{{tokens.Input}}}},"output_tokens":{{{tokens.Output}}},"total_tokens":{{{tokens.Input + tokens.Output}}}}"""
            : string.Empty;
        return $$"""{"created":{{OpenAIText.Created}},"background":"opaque","data":{{Json.Array(answer.Choices, choice => Image(choice, request.Format))}},"output_format":"png","quality":"low","size":"1024x1024"{{usage}}}""";
    }

    // What is said stands behind the picture's end, where no viewer looks: different choices are different files, and as long as a scenario wants.
    private static string Image(AnswerChoice choice, string format) => format == "url"
        ? """{"url":"https://images.example/mock.png"}"""
        : $$"""{"b64_json":"{{Convert.ToBase64String([.. s_png, .. Encoding.UTF8.GetBytes(choice.WholeText)])}}"}""";
}
