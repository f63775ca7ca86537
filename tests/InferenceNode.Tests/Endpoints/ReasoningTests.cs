using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>Models whose template says that they reason: what they think is told apart from what they answer.</summary>
public sealed class ReasoningTests : IAsyncLifetime
{
    private const string Chat = "/v1/chat/completions";
    private const string Template = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% if thinks is true %}<think>\n{% endif %}{% endif %}";
    private const string Thinking = "\"chat_template_kwargs\":{\"thinks\":true}";

    private readonly ModelFolderCopy _folder = FamilyFolder.CreateWith(Template, "</think>");
    private NodeApplication _node = null!;

    public async ValueTask InitializeAsync()
    {
        _node = new NodeApplication(("Models:Folders:0", _folder.Path));
        await _node.InitializeAsync();
    }

    [Fact]
    public async Task Chat_PromptThatOpensTheReasoning_AnswersInside()
    {
        var request = Requests.With(Requests.Capital, Thinking + ",\"max_tokens\":8");

        var message = (await _node.PostJsonAsync(Chat, request))["choices"]![0]!["message"]!;
        var deltas = await StreamAsync(request);

        Assert.NotEmpty((string)message["reasoning_content"]!);
        Assert.Empty((string)message["content"]!);
        Assert.Equal((string?)message["reasoning_content"], Join(deltas, "reasoning_content"));
        Assert.Empty(Join(deltas, "content"));
    }

    [Fact]
    public async Task Chat_PlainPrompt_AnswersInTheContent()
    {
        var message = (await _node.PostJsonAsync(Chat, Requests.Capital))["choices"]![0]!["message"]!.AsObject();

        Assert.Equal("The capital of France is Paris.", (string?)message["content"]);
        Assert.False(message.ContainsKey("reasoning_content"));
    }

    // The bias makes the model end its reasoning soon.
    [Theory]
    [InlineData(Thinking)]
    [InlineData("\"continue_final_message\":true,\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"<think>\\nWell\"}]")]
    public async Task Chat_FormatAfterReasoning_IsTheContent(string members)
    {
        var request = (members.Contains("messages", StringComparison.Ordinal) ? "{" + members + "}" : Requests.With(Requests.Capital, members))[..^1]
            + $",\"guided_regex\":\"[A-F]{{3}}-[0-9]{{2}}\",\"logit_bias\":{{\"{FamilyFolder.Token}\":100}},\"seed\":1,\"max_tokens\":100}}";

        var choice = (await _node.PostJsonAsync(Chat, request))["choices"]![0]!;
        var deltas = await StreamAsync(request);

        Assert.Equal("stop", (string?)choice["finish_reason"]);
        Assert.Matches("^[A-F]{3}-[0-9]{2}$", (string)choice["message"]!["content"]!);
        Assert.Equal((string?)choice["message"]!["content"], Join(deltas, "content"));
    }

    [Fact]
    public async Task Chat_ReasoningWithinAFormat_IsKeptApart()
    {
        var message = (await _node.PostJsonAsync(Chat, Requests.With(Requests.Capital, "\"guided_regex\":\"<think>so be it</think>[0-9]{3}\",\"max_tokens\":60")))["choices"]![0]!["message"]!;

        Assert.Equal("so be it", (string?)message["reasoning_content"]);
        Assert.Matches("^[0-9]{3}$", (string)message["content"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<List<JsonNode>> StreamAsync(string request) =>
        [.. (await _node.StreamAsync(Chat, Requests.With(request, "\"stream\":true")))[..^1].Select(data => JsonNode.Parse(data)!["choices"]![0]!["delta"]!)];

    private static string Join(List<JsonNode> deltas, string member) => string.Concat(deltas.Select(delta => (string?)delta[member]));
}
