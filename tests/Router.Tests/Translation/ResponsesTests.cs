using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>OpenAI's responses, whole answers.</summary>
public sealed class ResponsesTests
{
    private const string Path = "/v1/responses";
    private const string Question = """{"model":"pocket","input":"What is 6 times 7?"}""";

    [Fact]
    public async Task Text_WithInstructions_IsTranslatedBothWays()
    {
        await using var host = await DialectHost.StartAsync(ChatReplies.Ended("stop"));

        var answer = JsonElement.Parse(await host.AskAsync(Path, """{"model":"pocket","instructions":"Be brief.","input":"What is 6 times 7?","max_output_tokens":50,"temperature":0.5,"metadata":{"a":"b"}}"""));

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"What is 6 times 7?"}],"max_completion_tokens":50,"temperature":0.5,"metadata":{"a":"b"}}""",
            host.Sent);
        Assert.Equal(("resp_", "response", "completed", "m"), (Text(answer, "id")![..5], Text(answer, "object"), Text(answer, "status"), Text(answer, "model")));
        var item = Assert.Single(answer.GetProperty("output").EnumerateArray());
        Assert.Equal(("message", "completed", "assistant"), (Text(item, "type"), Text(item, "status"), Text(item, "role")));
        Assert.Equal("""[{"type":"output_text","text":"42","annotations":[],"logprobs":[]}]""", item.GetProperty("content").GetRawText());
        Assert.Equal(
            """{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":12}""",
            answer.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Tools_Called_AreFunctionCallItems()
    {
        await using var host = await DialectHost.StartAsync(ChatReplies.Choice(ChatReplies.CalculatorCall));

        var answer = JsonElement.Parse(await host.AskAsync(
            Path,
            """{"model":"pocket","input":"6*7?","tools":[{"type":"function","name":"calculator","parameters":{"type":"object"},"strict":true}],"tool_choice":{"type":"function","name":"calculator"},"parallel_tool_calls":false}"""));

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"user","content":"6*7?"}],"tools":[{"type":"function","function":{"name":"calculator","parameters":{"type":"object"},"strict":true}}],"tool_choice":{"type":"function","function":{"name":"calculator"}},"parallel_tool_calls":false}""",
            host.Sent);
        var item = Assert.Single(answer.GetProperty("output").EnumerateArray());
        Assert.Equal(("function_call", "call_1", "calculator", """{"expression":"6*7"}"""), (Text(item, "type"), Text(item, "call_id"), Text(item, "name"), Text(item, "arguments")));
    }

    [Fact]
    public async Task ToolResults_AndImages_GoBackInOrder()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        await host.AskAsync(
            Path,
            """
            {"model":"pocket","input":[
              {"role":"user","content":[{"type":"input_image","image_url":"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs="},{"type":"input_text","text":"6*7?"}]},
              {"type":"function_call","call_id":"call_1","name":"calculator","arguments":"{\"expression\":\"6*7\"}"},
              {"type":"function_call_output","call_id":"call_1","output":"42"},
              {"role":"user","content":"Well?"}]}
            """);

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs="}},{"type":"text","text":"6*7?"}]},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"calculator","arguments":"{\"expression\":\"6*7\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"42"},{"role":"user","content":"Well?"}]}""",
            host.Sent);
    }

    [Theory]
    [InlineData("stop", "completed", null)]
    [InlineData("length", "incomplete", "max_output_tokens")]
    [InlineData("content_filter", "incomplete", "content_filter")]
    public async Task End_EachReason_HasItsStatus(string finishReason, string status, string? reason)
    {
        await using var host = await DialectHost.StartAsync(ChatReplies.Ended(finishReason));

        var answer = JsonElement.Parse(await host.AskAsync(Path, Question));

        var details = answer.GetProperty("incomplete_details");
        Assert.Equal((status, reason), (Text(answer, "status"), details.ValueKind == JsonValueKind.Null ? null : Text(details, "reason")));
    }

    [Fact]
    public async Task Request_WithOnesOwnId_MakesIdsOfIt()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));
        using var request = RouterRequests.Post(Path, System.Text.Encoding.UTF8.GetBytes(Question));
        request.Headers.Add("x-request-id", "run.7");

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("run.7", response.Headers.GetValues("x-request-id").Single());
        Assert.Equal("msg_run-7_0", Text(JsonElement.Parse(await response.TextAsync()).GetProperty("output")[0], "id"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
