using Switchyard.Dialects.Features;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>What an upstream cannot be told is refused by the caller's name for it, or reported; the table decides which.</summary>
public sealed class RefusalTests
{
    private static readonly (RequestFeature Feature, Dialect Caller, string Body, string Field)[] s_cases =
    [
        (RequestFeature.Count, Dialect.Chat, """{"model":"m","messages":[],"n":2}""", "n"),
        (RequestFeature.Logprobs, Dialect.Chat, """{"model":"m","messages":[],"logprobs":true}""", "logprobs"),
        (RequestFeature.Logprobs, Dialect.Completions, """{"model":"m","prompt":"x","logprobs":0}""", "logprobs"),
        (RequestFeature.Logprobs, Dialect.Responses, """{"model":"m","input":"x","top_logprobs":2}""", "top_logprobs"),
        (RequestFeature.LogitBias, Dialect.Chat, """{"model":"m","messages":[],"logit_bias":{"50256":-100}}""", "logit_bias"),
        (RequestFeature.Seed, Dialect.Chat, """{"model":"m","messages":[],"seed":1}""", "seed"),
        (RequestFeature.TopK, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[],"top_k":1}""", "top_k"),
        (RequestFeature.MinP, Dialect.Chat, """{"model":"m","messages":[],"min_p":0.1}""", "min_p"),
        (RequestFeature.FrequencyPenalty, Dialect.Chat, """{"model":"m","messages":[],"frequency_penalty":1}""", "frequency_penalty"),
        (RequestFeature.PresencePenalty, Dialect.Chat, """{"model":"m","messages":[],"presence_penalty":1}""", "presence_penalty"),
        (RequestFeature.RepetitionPenalty, Dialect.Completions, """{"model":"m","prompt":"x","repetition_penalty":1.1}""", "repetition_penalty"),
        (RequestFeature.User, Dialect.Chat, """{"model":"m","messages":[],"user":"u"}""", "user"),
        (RequestFeature.User, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[],"metadata":{"user_id":"u"}}""", "metadata.user_id"),
        (RequestFeature.Metadata, Dialect.Responses, """{"model":"m","input":"x","metadata":{"a":"b"}}""", "metadata"),
        (RequestFeature.CacheControl, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]}]}""", "messages[0].content[0].cache_control"),
        (RequestFeature.CacheControl, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[],"tools":[{"name":"f","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}]}""", "tools[0].cache_control"),
        (RequestFeature.ImageDetail, Dialect.Chat, """{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}}]}]}""", "messages[0].content[0].image_url.detail"),
        (RequestFeature.ImageDetail, Dialect.Responses, """{"model":"m","input":[{"role":"user","content":[{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"low"}]}]}""", "input[0].content[0].detail"),
        (RequestFeature.ParticipantName, Dialect.Chat, """{"model":"m","messages":[{"role":"user","name":"ann","content":"x"}]}""", "messages[0].name"),
        (RequestFeature.SerialToolCalls, Dialect.Chat, """{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"f"}}],"parallel_tool_calls":false}""", "parallel_tool_calls"),
        (RequestFeature.ForcedToolCall, Dialect.Chat, """{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"required"}""", "tool_choice"),
        (RequestFeature.ForcedToolCall, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[],"tools":[{"name":"f"}],"tool_choice":{"type":"tool","name":"f"}}""", "tool_choice"),
        (RequestFeature.StrictTool, Dialect.Responses, """{"model":"m","input":"x","tools":[{"type":"function","name":"f","strict":true}]}""", "tools[0].strict"),
        (RequestFeature.JsonObjectFormat, Dialect.Chat, """{"model":"m","messages":[],"response_format":{"type":"json_object"}}""", "response_format"),
        (RequestFeature.JsonObjectFormat, Dialect.Responses, """{"model":"m","input":"x","text":{"format":{"type":"json_object"}}}""", "text.format"),
        (RequestFeature.JsonSchemaFormat, Dialect.Chat, """{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}}""", "response_format"),
        (RequestFeature.ImageUrl, Dialect.Chat, """{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}""", "messages[0].content[0]"),
        (RequestFeature.ImageUrl, Dialect.Responses, """{"model":"m","input":[{"role":"user","content":[{"type":"input_image","image_url":"https://example.com/a.png"}]}]}""", "input[0].content[0]"),
        (RequestFeature.Audio, Dialect.Chat, """{"model":"m","messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}]}]}""", "messages[0].content[0]"),
        (RequestFeature.PdfDocument, Dialect.Chat, """{"model":"m","messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"data:application/pdf;base64,AA=="}}]}]}""", "messages[0].content[0]"),
        (RequestFeature.DocumentUrl, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://example.com/a.pdf"}}]}]}""", "messages[0].content[0]"),
        (RequestFeature.ToolResultError, Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"x","is_error":true}]}]}""", "messages[1].content[0].is_error"),
    ];

    public static TheoryData<int, Dialect> Cases
    {
        get
        {
            var data = new TheoryData<int, Dialect>();
            for (var i = 0; i < s_cases.Length; i++)
            {
                foreach (var upstream in Golden.Upstreams)
                {
                    data.Add(i, upstream);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Cases_CoverTheTable() => Assert.Equal(Enum.GetValues<RequestFeature>(), s_cases.Select(some => some.Feature).Distinct().Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Feature_AtEachUpstream_FaresAsTheTableSays(int index, Dialect upstream)
    {
        var (feature, caller, body, field) = s_cases[index];
        switch (FeatureTable.Row(feature).For(upstream))
        {
            case FeatureRule.Refused:
                var refusal = Assert.Throws<TranslationException>(() => Translations.Body(caller, upstream, body));
                Assert.Equal((field, true), (refusal.Field, refusal.IsUnsupported));
                break;
            case FeatureRule.Native:
                Assert.Empty(Translations.Request(caller, upstream, body).Dropped);
                break;
            default:
                Assert.Equal([field], Translations.Request(caller, upstream, body).Dropped.Select(hint => hint.Field));
                break;
        }
    }

    [Theory]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[],"functions":[]}""", "functions")]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[],"audio":{"voice":"a"}}""", "audio")]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[],"modalities":["text","audio"]}""", "modalities")]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[],"web_search_options":{}}""", "web_search_options")]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[],"tools":[{"type":"custom","custom":{"name":"f"}}]}""", "tools[0].type")]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[],"tool_choice":{"type":"allowed_tools"}}""", "tool_choice")]
    [InlineData(Dialect.Chat, """{"model":"m","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}]}""", "messages[0].content[0].file.file_id")]
    [InlineData(Dialect.Completions, """{"model":"m","prompt":"x","suffix":"y"}""", "suffix")]
    [InlineData(Dialect.Completions, """{"model":"m","prompt":"x","echo":true}""", "echo")]
    [InlineData(Dialect.Completions, """{"model":"m","prompt":"x","best_of":2}""", "best_of")]
    [InlineData(Dialect.Completions, """{"model":"m","prompt":["x","y"]}""", "prompt")]
    [InlineData(Dialect.Completions, """{"model":"m","prompt":[1,2]}""", "prompt")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","previous_response_id":"resp_1"}""", "previous_response_id")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","conversation":"conv_1"}""", "conversation")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","store":true}""", "store")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","background":true}""", "background")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","prompt":{"id":"p"}}""", "prompt")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","tools":[{"type":"web_search"}]}""", "tools[0].type")]
    [InlineData(Dialect.Responses, """{"model":"m","input":[{"type":"item_reference","id":"i"}]}""", "input[0].type")]
    [InlineData(Dialect.Responses, """{"model":"m","input":"x","include":["message.output_text.logprobs"]}""", "include[0]")]
    [InlineData(Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[],"mcp_servers":[{}]}""", "mcp_servers")]
    [InlineData(Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[],"tools":[{"type":"web_search_20250305","name":"web_search"}]}""", "tools[0].type")]
    [InlineData(Dialect.Anthropic, """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}]}""", "messages[0].content[0].source.type")]
    public void Request_ThatOnlyItsOwnProviderUnderstands_IsRefusedByName(Dialect caller, string body, string field)
    {
        var refusal = Assert.Throws<TranslationException>(() => Translations.Read(caller, body));

        Assert.Equal((field, true), (refusal.Field, refusal.IsUnsupported));
    }

    [Fact]
    public void UnknownMembers_PassWithinTheFamily_AndAreReportedBeyond()
    {
        const string Body = """{"model":"m","messages":[{"role":"user","content":"x","mood":"gay"}],"service_tier":"flex","verbosity":"low"}""";
        var within = Translations.Request(Dialect.Chat, Dialect.Chat, Body);
        var beyond = Translations.Request(Dialect.Chat, Dialect.Anthropic, Body);

        Assert.EndsWith("\"service_tier\":\"flex\",\"verbosity\":\"low\"}", System.Text.Encoding.UTF8.GetString(within.Body.Span));
        Assert.Equal(["messages[0].mood"], within.Dropped.Select(hint => hint.Field));
        Assert.Equal(["messages[0].mood", "service_tier", "verbosity"], beyond.Dropped.Select(hint => hint.Field));
    }

    [Fact]
    public void UnknownMembers_OfResponses_PassIfChatHasThem()
    {
        const string Body = """{"model":"m","input":[{"role":"user","content":"x","phase":1}],"truncation":"auto","service_tier":"flex","text":{"verbosity":"low"},"messages":[]}""";
        var request = Translations.Request(Dialect.Responses, Dialect.Chat, Body);

        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"x"}],"service_tier":"flex","verbosity":"low"}""", System.Text.Encoding.UTF8.GetString(request.Body.Span));
        Assert.Equal(["truncation", "messages", "input[0].phase"], request.Dropped.Select(hint => hint.Field));
    }

    [Fact]
    public void ForeignMembers_OfCompletions_CannotReplaceTheConversation()
    {
        var request = Translations.Request(Dialect.Completions, Dialect.Chat, """{"model":"m","prompt":"x","messages":[{"role":"user","content":"y"}],"guided_regex":"a+"}""");

        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"x"}],"guided_regex":"a+"}""", System.Text.Encoding.UTF8.GetString(request.Body.Span));
        Assert.Equal(["messages"], request.Dropped.Select(hint => hint.Field));
    }

    [Fact]
    public void ExtendedSampling_WhereTheServerHasIt_GetsThrough() => Assert.Equal(
        """{"model":"m","messages":[],"max_tokens":9,"top_k":40,"min_p":0.1,"repetition_penalty":1.2}""",
        Translations.Body(
            Dialect.Chat,
            Dialect.Chat,
            """{"model":"m","messages":[],"max_tokens":9,"top_k":40,"min_p":0.1,"repetition_penalty":1.2}""",
            new UpstreamTraits { HasExtendedSampling = true, UsesMaxTokens = true }));
}
