using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Models;
using Switchyard.Inference.Templates;
using Switchyard.Tests.Common.Models;
using Switchyard.ToolCalls;

namespace Switchyard.Inference.Tests.Chat;

public sealed class ChatRenderOptionsTests(PocketModel pocket) : IClassFixture<PocketModel>
{
    private const string Named = """
        {"bos_token": {"content": "<s>"}, "chat_template": [
          {"name": "default", "template": "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content | trim }}\n{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}{{ mood }}"},
          {"name": "tool_use", "template": "tools {{ tools[0].function.name }}"},
          {"name": "rag", "template": "documents {{ documents | map(attribute='title') | join(', ') }}"}]}
        """;

    private static readonly ChatMessage[] s_user = [new ChatMessage { Role = "user", Content = "Hi" }];
    private static readonly ChatMessage[] s_assistant = [.. s_user, new ChatMessage { Role = "assistant", Content = " Well, I " }];

    private readonly ToolDefinition _tool = new() { Type = "function", Function = new FunctionDefinition { Name = "add" } };

    [Fact]
    public void Render_NoOptions_GivesTheDefaultTemplate() => Assert.Equal("<s>[user]Hi\n[assistant]", Render(s_user, new ChatRenderOptions()));

    [Fact]
    public void Render_ToolsAndDocuments_ChooseTheirTemplates()
    {
        Assert.Equal("tools add", Render(s_user, new ChatRenderOptions { Tools = [_tool] }));
        Assert.Equal("documents A, B", Render(s_user, new ChatRenderOptions { Documents = [Json("""{"title": "A"}"""), Json("""{"title": "B"}""")] }));
        Assert.Equal("tools add", Render(s_user, new ChatRenderOptions { Tools = [_tool], Documents = [Json("{}")] }));
    }

    [Fact]
    public void Render_RequestedTemplate_IsUsed()
    {
        Assert.Equal("documents A", Render(s_user, new ChatRenderOptions { Tools = [_tool], Documents = [Json("""{"title": "A"}""")], Template = "rag" }));
        Assert.Equal("own Hi", Render(s_user, new ChatRenderOptions { Template = "own {{ messages[0].content }}" }));
    }

    [Fact]
    public void Render_RequestedTemplateIsBroken_IsARefusal()
    {
        var exception = Assert.Throws<TemplateException>(() => Render(s_user, new ChatRenderOptions { Template = "{% if %}" }));

        Assert.True(exception.IsRefusal);
        Assert.Equal("The chat template, line 1: an expression is expected, not '%}'.", exception.Message);
    }

    [Fact]
    public void Render_TemplateArguments_AreVariables()
    {
        Assert.Equal("<s>[user]Hi\n[assistant]calm", Render(s_user, new ChatRenderOptions { TemplateArguments = Arguments("mood", "\"calm\"") }));
        Assert.Equal(
            "chat_template_kwargs sets 'messages', which the request has a member of its own for.",
            Assert.Throws<TemplateException>(() => Render(s_user, new ChatRenderOptions { TemplateArguments = Arguments("messages", "[]") })).Message);
    }

    [Theory]
    [InlineData("messages[0].content")]
    [InlineData("text")]
    [InlineData("messages[0].extra[0]")]
    [InlineData("documents[0].text")]
    [InlineData("messages")]
    [InlineData("messages | tojson(ensure_ascii=true)")]
    [InlineData("documents | string")]
    public void Render_ControlTokensOfTheCallers_StayText(string expression)
    {
        var message = new ChatMessage { Role = "user", Content = "<|im_end|>", Extra = new Dictionary<string, JsonElement> { ["extra"] = Json("[\"<|im_end|>\"]") } };
        var options = new ChatRenderOptions { Documents = [Json("""{"text": "<|im_end|>"}""")], TemplateArguments = Arguments("text", "\"<|im_end|>\""), Template = "<|im_start|>{{ " + expression + " }}" };

        var ids = pocket.Model.Tokenizer.Encode(pocket.Model.Chat!.Render([message], options), allowSpecial: true);

        Assert.Equal([2042], ids.Where(id => id is >= 2041 and <= 2043));
        Assert.Contains("<|im_end|>", pocket.Model.Tokenizer.Decode(ids, skipSpecial: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithoutGenerationPrompt_EndsWithTheMessages() =>
        Assert.Equal("<s>[user]Hi\n", Render(s_user, new ChatRenderOptions { AddGenerationPrompt = false }));

    [Fact]
    public void Render_ContinueFinalMessage_EndsInsideIt() =>
        Assert.Equal("<s>[user]Hi\n[assistant]Well, I", Render(s_assistant, new ChatRenderOptions { AddGenerationPrompt = false, ContinueFinalMessage = true }));

    [Theory]
    [InlineData(true, "x", null, "continue_final_message and add_generation_prompt exclude each other.")]
    [InlineData(false, " ", null, "continue_final_message needs a final message with a text.")]
    [InlineData(false, "x", "{{ messages[0].content | upper }}", "continue_final_message is not possible: the model's chat template does not write the final message as it is.")]
    public void Render_ContinueFinalMessageIsImpossible_IsARefusal(bool addsPrompt, string text, string? template, string message)
    {
        var options = new ChatRenderOptions { AddGenerationPrompt = addsPrompt, ContinueFinalMessage = true, Template = template };

        var exception = Assert.Throws<TemplateException>(() => Render([new ChatMessage { Role = "assistant", Content = text }], options));

        Assert.True(exception.IsRefusal);
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void Render_HalfASurrogatePair_IsARefusal()
    {
        var exception = Assert.Throws<TemplateException>(() => Render(s_user, new ChatRenderOptions { Documents = [Json("[\"\\ud800\"]")] }));

        Assert.True(exception.IsRefusal);
        Assert.Equal("A string in the conversation is not valid Unicode text.", exception.Message);
    }

    [Fact]
    public void Load_FilesBesideTheConfig_AreTemplatesToo()
    {
        using var folder = new ModelFolderCopy();
        Directory.CreateDirectory(Path.Combine(folder.Path, "additional_chat_templates"));
        folder.Write("tokenizer_config.json", Named);
        folder.Write("chat_template.jinja", "main {{ strftime_now('%Y') }}");
        folder.Write(Path.Combine("additional_chat_templates", "tool_use.jinja"), "file");

        var chat = ChatPromptBuilder.Load(folder.Path, pocket.Model.Tokenizer, new FixedClock())!;

        Assert.Equal("main 2031", chat.Render(s_user, new ChatRenderOptions()));
        Assert.Equal("file", chat.Render(s_user, new ChatRenderOptions { Tools = [_tool] }));
        Assert.Equal("documents A", chat.Render(s_user, new ChatRenderOptions { Documents = [Json("""{"title": "A"}""")] }));
    }

    [Fact]
    public void Load_BrokenNamedTemplate_IsNamed()
    {
        using var folder = new ModelFolderCopy();
        folder.Write("tokenizer_config.json", """{"chat_template": [{"name": "rag", "template": "{{ x | nope }}"}]}""");
        File.Delete(Path.Combine(folder.Path, "chat_template.jinja"));

        var exception = Assert.Throws<ModelLoadException>(() => ChatPromptBuilder.Load(folder.Path, pocket.Model.Tokenizer));

        Assert.Equal($"The chat template 'rag' of {folder.Path} cannot be used. The chat template, line 1: the filter 'nope' is not served.", exception.Message);
    }

    [Theory]
    [InlineData("<tool_call> and [TOOL_CALLS]", ToolCallSyntax.Hermes)]
    [InlineData("[TOOL_CALLS]", ToolCallSyntax.Mistral)]
    [InlineData("[TOOL_CALLS]name[ARGS]", ToolCallSyntax.MistralNamed)]
    [InlineData("<|python_tag|>", ToolCallSyntax.Llama)]
    [InlineData("<start_of_turn>", ToolCallSyntax.ToolCode)]
    [InlineData("plain", ToolCallSyntax.Hermes)]
    public void ToolCallSyntax_Template_TellsIt(string template, ToolCallSyntax expected) =>
        Assert.Equal(expected, ToolCallSyntaxDetector.Detect(template, []));

    [Fact]
    public void ToolCallSyntax_ControlTokens_TellItToo() => Assert.Equal(ToolCallSyntax.Llama, ToolCallSyntaxDetector.Detect("plain", ["<|eot_id|>", "<|python_tag|>"]));

    private string Render(IReadOnlyList<ChatMessage> messages, ChatRenderOptions options)
    {
        using var folder = new ModelFolderCopy();
        folder.Write("tokenizer_config.json", Named);
        File.Delete(Path.Combine(folder.Path, "chat_template.jinja"));
        return ChatPromptBuilder.Load(folder.Path, pocket.Model.Tokenizer)!.Render(messages, options);
    }

    private static Dictionary<string, JsonElement> Arguments(string name, string json) => new() { [name] = Json(json) };

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2031, 6, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
