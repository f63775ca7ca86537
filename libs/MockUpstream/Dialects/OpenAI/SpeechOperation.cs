using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/audio/speech</c>: bytes in chunks of unknown number, or events where they are asked for.</summary>
internal sealed class SpeechOperation() : Operation(Dialect.OpenAI)
{
    public override ApiRequest Read(JsonElement body, string model)
    {
        _ = Json.Required(body, "input");
        if (Json.Member(body, "voice").ValueKind == JsonValueKind.Undefined)
        {
            throw new BadRequestException("you must provide a voice parameter");
        }

        return new ApiRequest
        {
            Model = Json.Required(body, "model"),
            Stream = Json.Text(body, "stream_format") == "sse",
            Format = Json.Text(body, "response_format") switch
            {
                null => "mp3",
                ("mp3" or "opus" or "aac" or "flac" or "wav" or "pcm") and { } format => format,
                _ => throw new BadRequestException("Invalid value for 'response_format': expected one of mp3, opus, aac, flac, wav, pcm."),
            },
        };
    }

    public override string WholeType(ApiRequest request) => request.Format == "mp3" ? "audio/mpeg" : "audio/" + request.Format;

    public override string Whole(Answer answer, ApiRequest request) => throw new NotSupportedException("Speech is no text.");

    public override IReadOnlyList<byte[]>? Chunks(Answer answer, ApiRequest request) => request.Stream ? null : Sound.Chunks(request.Format, answer.First.Text);

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        foreach (var chunk in Sound.Chunks(request.Format, answer.First.Text))
        {
            events.Add(new StreamEvent(EventRoles.Token, null, $$"""{"type":"speech.audio.delta","audio":"{{Convert.ToBase64String(chunk)}}"}"""));
        }

        var usage = answer.Usage is { } tokens ? $$$""","usage":{"input_tokens":{{{tokens.Input}}},"output_tokens":{{{tokens.Output}}},"total_tokens":{{{tokens.Input + tokens.Output}}}}""" : string.Empty;
        events.Add(new StreamEvent(EventRoles.Usage | EventRoles.Terminator, null, $$"""{"type":"speech.audio.done"{{usage}}}"""));
    }
}
