using System.Text.Json;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Results of calls with more in them than text.</summary>
public sealed class ToolResultTests
{
    private const string Body = """
        {"model":"m","max_tokens":9,"messages":[
          {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}},{"type":"tool_use","id":"b","name":"g","input":{}}]},
          {"role":"user","content":[
            {"type":"text","text":"Here."},
            {"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"A map."},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},
            {"type":"tool_result","tool_use_id":"b","is_error":true}]}]}
        """;

    [Fact]
    public void Images_ForChat_FollowAllResults() => Assert.Equal(
        """[{"role":"tool","tool_call_id":"a","content":"A map."},{"role":"tool","tool_call_id":"b","content":""},{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},{"role":"user","content":"Here."}]""",
        After(Dialect.Chat, "messages"));

    [Fact]
    public void Images_ForGemini_FollowTheirResult() => Assert.Equal(
        """[{"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"output":"A map."}}},{"inlineData":{"mimeType":"image/png","data":"AAAA"}},{"functionResponse":{"id":"b","name":"g","response":{"error":""}}},{"text":"Here."}]}]""",
        After(Dialect.Gemini, "contents"));

    [Fact]
    public void Images_ForOllama_StandBesideTheText() => Assert.Equal(
        """[{"role":"tool","content":"A map.","images":["AAAA"],"tool_name":"f","tool_call_id":"a"},{"role":"tool","content":"","tool_name":"g","tool_call_id":"b"},{"role":"user","content":"Here."}]""",
        After(Dialect.Ollama, "messages"));

    [Fact]
    public void Results_ForAnthropic_ComeFirst() => Assert.Equal(
        """[{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"A map."},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},{"type":"tool_result","tool_use_id":"b","is_error":true},{"type":"text","text":"Here."}]}]""",
        After(Dialect.Anthropic, "messages"));

    private static string After(Dialect upstream, string member)
    {
        var messages = JsonElement.Parse(Translations.Request(Dialect.Anthropic, upstream, Body).Body.Span).GetProperty(member);
        return $"[{string.Join(',', messages.EnumerateArray().Skip(1).Select(message => message.GetRawText()))}]";
    }
}
