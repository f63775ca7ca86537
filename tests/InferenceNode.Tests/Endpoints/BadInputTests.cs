using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class BadInputTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string User = """{"role":"user","content":"x"}""";
    private const string Call = """{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}""";

    [Theory]
    [InlineData("{\"messages\":[],", "messages", "invalid_value")]
    [InlineData("{", "messages", "missing_required_parameter")]
    [InlineData("{\"messages\":5,", "messages", "invalid_value")]
    [InlineData("{\"messages\":[null],", "messages[0].role", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}],", "messages[0].role", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"user\"}],", "messages[0].content", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":5}],", "messages[0].content", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]}],", "messages[0].content[0].type", "unsupported_parameter")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],", "messages[0].content[0].type", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}],", "messages[0].content[0].text", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\"}],", "messages[0].content", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"content\":\"x\",\"function_call\":{\"name\":\"f\"}}],", "messages[0].function_call", "unsupported_parameter")]
    [InlineData("{\"messages\":[" + User + ",{\"role\":\"tool\",\"content\":\"x\"}],", "messages[1].tool_call_id", "invalid_value")]
    [InlineData("{\"messages\":[" + Call + ",{\"role\":\"tool\",\"content\":\"x\",\"tool_call_id\":\"c2\"}],", "messages[1].tool_call_id", "invalid_value")]
    [InlineData("{\"messages\":[" + Call + ",{\"role\":\"tool\",\"content\":\"x\",\"tool_call_id\":\"c1\"},{\"role\":\"tool\",\"content\":\"x\",\"tool_call_id\":\"c1\"}],", "messages[2].tool_call_id", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]}],", "messages[0].tool_calls[0].id", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\"}]}],", "messages[0].tool_calls[0].function.name", "invalid_value")]
    public Task Chat_BadMessages_NameTheMember(string start, string param, string code) => AssertRefusedAsync(start + "\"temperature\":1}", param, code);

    [Theory]
    [InlineData("\"temperature\":2.5", "temperature", "invalid_value")]
    [InlineData("\"temperature\":-1", "temperature", "invalid_value")]
    [InlineData("\"temperature\":\"hot\"", "temperature", "invalid_value")]
    [InlineData("\"top_p\":-1", "top_p", "invalid_value")]
    [InlineData("\"top_p\":1.1", "top_p", "invalid_value")]
    [InlineData("\"top_k\":-2", "top_k", "invalid_value")]
    [InlineData("\"max_tokens\":0", "max_tokens", "invalid_value")]
    [InlineData("\"max_tokens\":99999999999", "max_tokens", "invalid_value")]
    [InlineData("\"max_completion_tokens\":-5", "max_completion_tokens", "invalid_value")]
    [InlineData("\"stop\":\"\"", "stop", "invalid_value")]
    [InlineData("\"stop\":[\"a\",\"\"]", "stop", "invalid_value")]
    [InlineData("\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]", "stop", "invalid_value")]
    [InlineData("\"stop\":5", "stop", "invalid_value")]
    [InlineData("\"n\":0", "n", "invalid_value")]
    [InlineData("\"n\":1000", "n", "invalid_value")]
    [InlineData("\"top_logprobs\":3", "top_logprobs", "invalid_value")]
    [InlineData("\"top_logprobs\":1000000", "top_logprobs", "invalid_value")]
    [InlineData("\"presence_penalty\":3", "presence_penalty", "invalid_value")]
    [InlineData("\"response_format\":\"json\"", "response_format", "invalid_value")]
    [InlineData("\"stream_options\":{\"include_usage\":true}", "stream_options", "invalid_value")]
    [InlineData("\"stream\":\"yes\"", "stream", "invalid_value")]
    [InlineData("\"audio\":{\"voice\":\"x\"}", "audio", "unsupported_parameter")]
    [InlineData("\"modalities\":[\"text\",\"audio\"]", "modalities", "unsupported_parameter")]
    [InlineData("\"functions\":[{\"name\":\"f\"}]", "functions", "unsupported_parameter")]
    [InlineData("\"function_call\":\"auto\"", "function_call", "unsupported_parameter")]
    [InlineData("\"reasoning_effort\":\"low\"", "reasoning_effort", "unsupported_parameter")]
    [InlineData("\"tool_choice\":\"required\"", "tool_choice", "invalid_value")]
    [InlineData("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}", "tool_choice", "invalid_value")]
    [InlineData("\"tool_choice\":\"maybe\"", "tool_choice", "invalid_value")]
    [InlineData("\"tools\":[null]", "tools[0].type", "invalid_value")]
    [InlineData("\"tools\":[{\"type\":\"browser\"}]", "tools[0].type", "invalid_value")]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]", "tools[0].function.name", "invalid_value")]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":[1]}}]", "tools[0].function.parameters", "invalid_value")]
    [InlineData("\"best_of\":2", "best_of", "unsupported_parameter")]
    [InlineData("\"echo\":true", "echo", "unsupported_parameter")]
    [InlineData("\"guided_grammar\":\"x\"", "guided_grammar", "unsupported_parameter")]
    [InlineData("\"prompt_logprobs\":1", "prompt_logprobs", "unsupported_parameter")]
    [InlineData("\"chat_template\":5", "chat_template", "invalid_value")]
    [InlineData("\"chat_template_kwargs\":[1]", "chat_template_kwargs", "invalid_value")]
    [InlineData("\"chat_template_kwargs\":{\"tools\":[]}", "chat_template_kwargs.tools", "invalid_value")]
    [InlineData("\"documents\":{}", "documents", "invalid_value")]
    [InlineData("\"documents\":[{},\"x\"]", "documents[1]", "invalid_value")]
    [InlineData("\"documents\":[{\"text\":\"x\"}]", "documents", "invalid_value")]
    [InlineData("\"continue_final_message\":1", "continue_final_message", "invalid_value")]
    [InlineData("\"continue_final_message\":true", "continue_final_message", "invalid_value")]
    [InlineData("\"continue_final_message\":true,\"add_generation_prompt\":true", "continue_final_message", "invalid_value")]
    [InlineData("\"service_tier\":\"flex\"", "service_tier", "unsupported_parameter")]
    [InlineData("\"web_search_options\":{}", "web_search_options", "unsupported_parameter")]
    [InlineData("\"bad_words\":[\"x\"]", "bad_words", "unsupported_parameter")]
    [InlineData("\"allowed_token_ids\":[1]", "allowed_token_ids", "unsupported_parameter")]
    [InlineData("\"include_stop_str_in_output\":true", "include_stop_str_in_output", "unsupported_parameter")]
    [InlineData("\"skip_special_tokens\":false", "skip_special_tokens", "unsupported_parameter")]
    [InlineData("\"truncate_prompt_tokens\":5", "truncate_prompt_tokens", "unsupported_parameter")]
    [InlineData("\"stream\":true,\"stream_options\":{\"include_obfuscation\":true}", "stream_options.include_obfuscation", "unsupported_parameter")]
    [InlineData("\"metadata\":5", "metadata", "invalid_value")]
    [InlineData("\"safety_identifier\":{}", "safety_identifier", "invalid_value")]
    [InlineData("\"add_generation_prompt\":0", "add_generation_prompt", "invalid_value")]
    public Task Chat_BadParameters_NameTheMember(string member, string param, string code) => AssertRefusedAsync($$"""{"messages":[{{User}}],{{member}}}""", param, code);

    [Theory]
    [InlineData("{\"messages\":", null, "invalid_json")]
    [InlineData("[]", null, "invalid_json")]
    [InlineData("null", null, "invalid_json")]
    [InlineData("{\"temperature\":NaN}", null, "invalid_json")]
    [InlineData("{} {}", null, "invalid_json")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}", "model", "duplicate_property")]
    [InlineData("{\"model\":5}", "model", "invalid_value")]
    public Task Chat_BadJson_IsRefused(string body, string? param, string code) => AssertRefusedAsync(body, param, code);

    [Theory]
    [InlineData("gpt-4")]
    [InlineData("../../etc/passwd")]
    [InlineData("pocket\\r\\nX-Evil: 1")]
    [InlineData("")]
    public async Task Chat_UnknownModel_Is404(string model)
    {
        using var response = await node.PostAsync("/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{{User}}]}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("model_not_found", (string?)(await ReadErrorAsync(response))["code"]);
    }

    [Theory]
    [InlineData("\"max_tokens\":2000", "The request needs 2009: 9 in the prompt and 2000 for the answer.")]
    [InlineData("\"max_tokens\":1016", "The request needs 1025: 9 in the prompt and 1016 for the answer.")]
    [InlineData("\"max_tokens\":2147483647", "The request needs 2147483656: 9 in the prompt and 2147483647 for the answer.")]
    public async Task Chat_OverTheContext_GivesTheNumbers(string member, string part)
    {
        var error = await AssertRefusedAsync($$"""{"messages":[{"role":"user","content":"x"}],{{member}}}""", "messages", "context_length_exceeded");

        Assert.Contains("This model's context has 1024 tokens. " + part, (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000, "leaves no room for an answer")]
    [InlineData(2_000_000, "The prompt has at least")]
    public async Task Chat_LongPrompt_GivesTheNumbers(int words, string part)
    {
        var text = string.Concat(Enumerable.Repeat("word ", words));

        var error = await AssertRefusedAsync($$"""{"messages":[{"role":"user","content":"{{text}}"}]}""", "messages", "context_length_exceeded");

        Assert.Contains(part, (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "prompt", "missing_required_parameter")]
    [InlineData("{\"prompt\":\"\"}", "prompt", "invalid_value")]
    [InlineData("{\"prompt\":[]}", "prompt", "invalid_value")]
    [InlineData("{\"prompt\":5}", "prompt", "invalid_value")]
    [InlineData("{\"prompt\":[1,99999]}", "prompt[1]", "invalid_value")]
    [InlineData("{\"prompt\":[1,1.5]}", "prompt[1]", "invalid_value")]
    [InlineData("{\"prompt\":\"x\",\"best_of\":3}", "best_of", "unsupported_parameter")]
    [InlineData("{\"prompt\":\"x\",\"suffix\":\"y\"}", "suffix", "unsupported_parameter")]
    [InlineData("{\"prompt\":\"x\",\"max_tokens\":0}", "max_tokens", "invalid_value")]
    [InlineData("{\"prompt\":\"x\",\"max_tokens\":5000}", "prompt", "context_length_exceeded")]
    [InlineData("{\"prompt\":\"x\",\"guided_grammar\":\"x\"}", "guided_grammar", "unsupported_parameter")]
    [InlineData("{\"prompt\":\"x\",\"prompt_logprobs\":1}", "prompt_logprobs", "unsupported_parameter")]
    public Task Completions_BadRequests_NameTheMember(string body, string param, string code) => AssertRefusedAsync(body, param, code, "/v1/completions");

    [Theory]
    [InlineData("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"add_generation_prompt\":true,\"continue_final_message\":false,\"documents\":[],\"chat_template\":null,\"chat_template_kwargs\":{}")]
    [InlineData("/v1/completions", "\"prompt\":\"x\"")]
    public async Task Post_NeutralValuesOfWhatIsNotServed_AreServed(string path, string members)
    {
        const string Neutral = "\"max_tokens\":1,\"repetition_penalty\":1.0,\"min_p\":0,\"top_k\":-1,\"best_of\":1,\"echo\":false,\"min_tokens\":0,\"ignore_eos\":false,\"stop_token_ids\":[],\"guided_json\":null,\"structured_outputs\":{},\"response_format\":{\"type\":\"text\"},\"suffix\":null,\"typical_p\":1,\"skip_special_tokens\":true";

        using var response = await node.PostAsync(path, "{" + members + "," + Neutral + "}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/tokenize", "{}", "prompt")]
    [InlineData("/tokenize", "{\"prompt\":\"x\",\"messages\":[]}", "prompt")]
    [InlineData("/tokenize", "{\"messages\":[]}", "messages")]
    [InlineData("/detokenize", "{\"tokens\":[-1]}", "tokens[0]")]
    [InlineData("/detokenize", "{\"tokens\":[5,2048]}", "tokens[1]")]
    [InlineData("/detokenize", "{\"tokens\":\"x\"}", "tokens")]
    public Task Tokenize_BadRequests_NameTheMember(string path, string body, string param) => AssertRefusedAsync(body, param, "invalid_value", path);

    [Theory]
    [InlineData("GET", "/v1/chat/completions", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/v1/models", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/models/nothing", HttpStatusCode.NotFound)]
    public async Task Request_WrongPathOrMethod_IsAnOpenAIError(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = method == "POST" ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null;

        using var response = await node.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.NotNull((string?)(await ReadErrorAsync(response))["request_id"]);
    }

    [Fact]
    public async Task Chat_DeepBody_IsRefused() =>
        await AssertRefusedAsync("{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}", null, "json_too_deep");

    [Fact]
    public async Task Chat_WrongContentType_Is415()
    {
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "text/plain");

        using var response = await node.Client.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_BodyOverTheLimit_Is413(bool isChunked)
    {
        using var content = new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await node.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var error = await ReadErrorAsync(response);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request_too_large"), (response.StatusCode, (string?)error["code"]));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Assert.Single(response.Headers.GetValues("x-request-id")), (string?)error["request_id"]);
    }

    private async Task<JsonNode> AssertRefusedAsync(string body, string? param, string code, string path = "/v1/chat/completions")
    {
        using var response = await node.PostAsync(path, body);

        var error = await ReadErrorAsync(response);
        Assert.Equal((HttpStatusCode.BadRequest, code, param), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
        Assert.Equal("invalid_request_error", (string?)error["type"]);
        Assert.NotNull((string?)error["request_id"]);
        return error;
    }

    private static async Task<JsonNode> ReadErrorAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
}
