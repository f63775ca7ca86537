using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Router.Tests;

/// <summary>More answers in OpenAI's true wire format: what the tests of other dialects have translated.</summary>
internal static class ChatReplies
{
    /// <summary>A choice that calls the calculator.</summary>
    public const string CalculatorCall = """
        {"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"calculator","arguments":"{\"expression\":\"6*7\"}"}}]},"logprobs":null,"finish_reason":"tool_calls"}
        """;

    /// <summary>The chunks of the same, its arguments in two pieces.</summary>
    public static readonly string[] CalculatorCallChunks =
    [
        Replies.Chunk("""[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]"""),
        Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"calculator","arguments":""}}]},"finish_reason":null}]"""),
        Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"expression\":"}}]},"finish_reason":null}]"""),
        Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"6*7\"}"}}]},"finish_reason":null}]"""),
        Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"tool_calls"}]"""),
        Replies.Chunk("[]", ""","usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":4}}"""),
        "[DONE]",
    ];

    /// <summary>A whole answer of one <paramref name="choice"/>.</summary>
    public static RequestDelegate Choice(string choice) => Replies.Json(
        $$"""{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m","choices":[{{choice}}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":4} } }""");

    /// <summary>A whole answer that says 42 and ends for <paramref name="finishReason"/>.</summary>
    public static RequestDelegate Ended(string finishReason) =>
        Choice($$"""{"index":0,"message":{"role":"assistant","content":"42"},"logprobs":null,"finish_reason":"{{finishReason}}"}""");
}
