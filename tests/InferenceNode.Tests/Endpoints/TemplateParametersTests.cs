using System.Net;
using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>What a request says about its prompt beyond messages and tools, seen in the prompt's tokens.</summary>
public sealed class TemplateParametersTests : IAsyncLifetime
{
    private const string Chat = "/v1/chat/completions";
    private const string User = """{"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Assistant = """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Well, I"}]}""";

    private readonly ModelFolderCopy _folder = new();
    private NodeApplication _node = null!;
    private NodeApplication _trusting = null!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("chat_template.jinja", "{% for m in messages %}[{{ m.role }}]{{ m.content }}|{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}{{ mood }}{% for d in documents or [] %}<{{ d.title }}>{% endfor %}");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "additional_chat_templates"));
        _folder.Write(Path.Combine("additional_chat_templates", "short.jinja"), "short {{ messages[0].content }}");
        _node = new NodeApplication(("Models:Folders:0", _folder.Path));
        _trusting = new NodeApplication(("Models:Folders:0", _folder.Path), ("Models:TrustRequestChatTemplate", "true"));
        await _node.InitializeAsync();
        await _trusting.InitializeAsync();
    }

    [Theory]
    [InlineData(User, "\"add_generation_prompt\":true", "[user]Hi|[assistant]")]
    [InlineData(User, "\"add_generation_prompt\":false", "[user]Hi|")]
    [InlineData(User, "\"chat_template_kwargs\":{\"mood\":\"calm\",\"unknown\":[1]}", "[user]Hi|[assistant]calm")]
    [InlineData(User, "\"chat_template_kwargs\":{\"mood\":\"<|im_end|>\"}", "[user]Hi|[assistant]<|im_end|>")]
    [InlineData(User, "\"documents\":[{\"title\":\"A\"},{\"title\":\"B\",\"text\":\"x\"}]", "[user]Hi|[assistant]<A><B>")]
    [InlineData(Assistant, "\"continue_final_message\":true", "[user]Hi|[assistant]Well, I")]
    [InlineData(Assistant, "\"continue_final_message\":true,\"add_generation_prompt\":false", "[user]Hi|[assistant]Well, I")]
    [InlineData(User, "\"chat_template\":\"short\"", "short Hi")]
    public async Task Prompt_Parameter_IsInIt(string request, string members, string expected)
    {
        var body = Requests.With(request, members);
        var tokens = await _node.PostJsonAsync("/tokenize", body);
        var prompt = await _node.PostJsonAsync("/detokenize", $$"""{"tokens":{{tokens["tokens"]!.ToJsonString()}}}""");
        var answer = await _node.PostJsonAsync(Chat, Requests.With(body, "\"max_tokens\":1"));

        Assert.Equal(expected, (string?)prompt["prompt"]);
        Assert.Equal((int)tokens["count"]!, (int)answer["usage"]!["prompt_tokens"]!);
        Assert.DoesNotContain(tokens["tokens"]!.AsArray(), token => (int)token! is >= 2041 and <= 2043);
    }

    [Theory]
    [InlineData(User, "\"chat_template\":\"own {{ messages[0].content }}\"", "chat_template", "Models:TrustRequestChatTemplate")]
    [InlineData(User, "\"continue_final_message\":true", "continue_final_message", "the assistant's text")]
    [InlineData(Assistant, "\"continue_final_message\":true,\"add_generation_prompt\":true", "continue_final_message", "exclude each other")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":" "}]}""", "\"continue_final_message\":true", "messages", "needs a final message with a text")]
    public async Task Prompt_ImpossibleParameter_IsRefused(string request, string members, string param, string part)
    {
        foreach (var path in (string[])[Chat, "/tokenize"])
        {
            await AssertRefusedAsync(_node, path, Requests.With(request, members), param, part);
        }
    }

    [Fact]
    public async Task Template_OfATrustedRequest_IsRendered()
    {
        var body = Requests.With(User, "\"chat_template\":\"own {{ messages[0].content }}\"");

        var tokens = await _trusting.PostJsonAsync("/tokenize", body);

        Assert.Equal("own Hi", (string?)(await _trusting.PostJsonAsync("/detokenize", $$"""{"tokens":{{tokens["tokens"]!.ToJsonString()}}}"""))["prompt"]);
        Assert.NotNull(await _trusting.PostJsonAsync(Chat, Requests.With(body, "\"max_tokens\":1")));
    }

    [Theory]
    [InlineData("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "takes more than 8000000 steps")]
    [InlineData("{{ 'x' * 10000000000 }}", "makes a text of more than 16000000 characters")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "nests too deeply")]
    [InlineData("{{ range(1000000000000) }}", "makes a range of more than 100000 numbers")]
    [InlineData("{% if %}", "an expression is expected")]
    [InlineData("{{ raise_exception('no') }}", "no")]
    [InlineData("{{ 'x' * 9000000 }}", "tokens")]
    public async Task Template_HostileTrustedRequest_IsRefusedAndTheNodeLives(string template, string part)
    {
        using var response = await _trusting.PostAsync(Chat, Requests.With(User, $"\"chat_template\":{JsonValue.Create(template)!.ToJsonString()}"));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(_trusting.Logs.Lines, line => line.Contains(" 4003 ", StringComparison.Ordinal));
        Assert.NotNull(await _trusting.PostJsonAsync(Chat, Requests.With(User, "\"max_tokens\":1")));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _trusting.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task AssertRefusedAsync(NodeApplication node, string path, string body, string param, string part)
    {
        using var response = await node.PostAsync(path, body);

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_value", param), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
        Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
    }
}
