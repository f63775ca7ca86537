using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/audio/transcriptions</c>: a form in, and what was said as JSON, as text, with its times, or as events.</summary>
internal sealed class TranscriptionOperation() : Operation(Dialect.OpenAI)
{
    private const double SecondsPerWord = 0.5;

    public override bool TakesForms => true;

    public override ApiRequest Read(JsonElement body, string model)
    {
        if (Json.Member(body, "file").ValueKind != JsonValueKind.Number)
        {
            throw new BadRequestException("you must provide a file parameter");
        }

        return new ApiRequest
        {
            Model = Json.Required(body, "model"),
            Stream = Json.Text(body, "stream") == "true",
            Format = Json.Text(body, "response_format") switch
            {
                null => "json",
                ("json" or "text" or "srt" or "verbose_json" or "vtt") and { } format => format,
                _ => throw new BadRequestException("Invalid value for 'response_format': expected one of json, text, srt, verbose_json, vtt."),
            },
        };
    }

    public override string WholeType(ApiRequest request) => request.Format is "json" or "verbose_json" ? base.WholeType(request) : "text/plain; charset=utf-8";

    public override string Whole(Answer answer, ApiRequest request) => request.Format switch
    {
        "text" => answer.First.WholeText + "\n",
        "srt" => $"1\n00:00:00,000 --> {Time(answer, ',')}\n{answer.First.WholeText}\n\n",
        "vtt" => $"WEBVTT\n\n00:00:00.000 --> {Time(answer, '.')}\n{answer.First.WholeText}\n\n",
        "verbose_json" => Verbose(answer),
        _ => $$"""{"text":{{Json.Quote(answer.First.WholeText)}}{{Usage(answer)}}}""",
    };

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        foreach (var piece in answer.First.Text)
        {
            events.Add(new StreamEvent(EventRoles.Token, null, $$"""{"type":"transcript.text.delta","delta":{{Json.Quote(piece)}}}"""));
        }

        events.Add(new StreamEvent(EventRoles.Usage | EventRoles.Terminator, null, $$"""{"type":"transcript.text.done","text":{{Json.Quote(answer.First.WholeText)}}{{Usage(answer)}}}"""));
    }

    private static string Verbose(Answer answer)
    {
        var (text, seconds) = (Json.Quote(answer.First.WholeText), Number(Duration(answer)));
        var usage = answer.Usage is null ? string.Empty : $$$""","usage":{"type":"duration","seconds":{{{Math.Ceiling(Duration(answer))}}}}""";
        return $$"""{"task":"transcribe","language":"english","duration":{{seconds}},"text":{{text}},"segments":[{"id":0,"seek":0,"start":0.0,"end":{{seconds}},"text":{{text}},"tokens":[50364,50414],"temperature":0.0,"avg_logprob":-0.25,"compression_ratio":1.1,"no_speech_prob":0.01}]{{usage}}}""";
    }

    private static string Usage(Answer answer) => answer.Usage is { } usage
        ? $$$""","usage":{"type":"tokens","input_tokens":{{{usage.Input}}},"input_token_details":{"text_tokens":0,"audio_tokens":{{{usage.Input}}}},"output_tokens":{{{usage.Output}}},"total_tokens":{{{usage.Input + usage.Output}}}}"""
        : string.Empty;

    private static double Duration(Answer answer) => SecondsPerWord * answer.First.Text.Count;

    private static string Number(double seconds) => seconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Time(Answer answer, char point) => TimeSpan.FromSeconds(Duration(answer)).ToString($@"hh\:mm\:ss\{point}fff", System.Globalization.CultureInfo.InvariantCulture);
}
