namespace Switchyard.Web.Tests.Support;

/// <summary>Requests as the Router remembers them.</summary>
internal static class RequestSamples
{
    /// <summary>One that was served by its second attempt, after one candidate was left out and one failed.</summary>
    public const string FailedOver = """
        {"id":"0HNF2:00000003","created_at":"2026-01-01T12:00:00+00:00","operation":"chat","model":"best","outcome":"completed","duration_ms":800,"attempts":[
        {"model":"openai/gpt-5","provider":"openai","endpoint":"default","reason":"left out: its circuit is open after repeated failures","start_ms":0.2},
        {"model":"team/large","provider":"team","endpoint":"east","reason":"first choice: the fewest outstanding tokens","outcome":"failed","status":503,"error":"team answered 503.","start_ms":0.5,"first_byte_ms":180,"duration_ms":199.5},
        {"model":"local/pocket","provider":"local","endpoint":"inference-0","reason":"fallback of the route, since the one before failed","outcome":"completed","start_ms":200,"first_byte_ms":100,"duration_ms":600,"prompt_tokens":1200,"cached_tokens":1024,"completion_tokens":64}]}
        """;

    /// <summary>One whose content was kept.</summary>
    public const string WithContent = """
        {"id":"0HNF2:00000003","created_at":"2026-01-01T12:00:00+00:00","operation":"chat","model":"best","outcome":"interrupted","duration_ms":800,"attempts":[],
        "content":{"redacted":true,
        "request":{"parts":[{"role":"system","type":"text","text":"Be brief."},{"role":"user","type":"media","text":"[image/png, 68 bytes]"}],"bytes":30,"cut":false,"redactions":0},
        "answer":{"parts":[{"role":"assistant","type":"tool_call","name":"mail","text":"{\"to\":\"[redacted: e-mail address]\"}"},{"role":"assistant","type":"text","text":"<b>Sent"}],"bytes":20480,"cut":true,"interrupted":true,"redactions":1}}}
        """;

    /// <summary>A race: both answered, and the Router judged.</summary>
    public const string Raced = """
        {"id":"0HNF2:00000002","created_at":"2026-01-01T11:59:00+00:00","operation":"chat","model":"race","outcome":"completed","duration_ms":400,"attempts":[
        {"model":"team/large","provider":"team","endpoint":"east","reason":"asked at once with the others","verdict":"won: it began to answer first","served":true,"outcome":"completed","start_ms":1,"first_byte_ms":99,"duration_ms":399,"prompt_tokens":10,"completion_tokens":5},
        {"model":"local/pocket","provider":"local","endpoint":"inference-0","reason":"asked at once with the others","verdict":"cancelled: another was first","served":false,"outcome":"caller_left","start_ms":1,"duration_ms":101,"prompt_tokens":9}]}
        """;

    /// <summary>One that goes on.</summary>
    public const string UnderWay = """
        {"id":"0HNF2:00000004","created_at":"2026-01-01T12:01:00+00:00","operation":"chat","model":"local/pocket","attempts":[
        {"model":"local/pocket","provider":"local","endpoint":"inference-0","reason":"first choice","start_ms":0.1}]}
        """;

    /// <summary>One nobody could serve, asked without a model.</summary>
    public const string Refused = """
        {"id":"0HNF2:00000001","created_at":"2026-01-01T11:58:00+00:00","operation":"embeddings","outcome":"rejected","duration_ms":0.4,"attempts":[]}
        """;

    public const string All = $$"""{"data":[{{UnderWay}},{{FailedOver}},{{Raced}},{{Refused}}]}""";
}
