using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Tokenization;
using Switchyard.ToolCalls;

namespace Switchyard.Inference.Chat;

/// <summary>Makes a model's prompt of a conversation with the model's own chat template.</summary>
/// <remarks>Immutable after loading and safe for concurrent use.</remarks>
public sealed class ChatPromptBuilder
{
    private static readonly string[] s_tokenNames = ["bos_token", "eos_token", "pad_token", "unk_token", "sep_token", "cls_token", "mask_token"];

    private readonly ChatTemplateSet _templates;
    private readonly ConversationValues _values;
    private readonly IReadOnlyDictionary<string, string> _namedTokens;
    private readonly TimeProvider _clock;

    private ChatPromptBuilder(ChatTemplateSet templates, Tokenizer tokenizer, IReadOnlyDictionary<string, string> namedTokens, TimeProvider clock)
    {
        _templates = templates;
        _values = new ConversationValues(new ControlTokenGuard(tokenizer.SpecialTokens));
        _namedTokens = namedTokens;
        _clock = clock;
        ToolCallSyntax = ToolCallSyntaxDetector.Detect(templates.Choose(hasTools: true, hasDocuments: false).Source, [.. tokenizer.SpecialTokens]);
        WritesReasoning = templates.Mentions(ReasoningParser.Open) || templates.Mentions(ReasoningParser.Close);
        TakesDocuments = templates.Mentions("documents");
    }

    /// <summary>Gets how the model writes tool calls, for <see cref="ToolCallParser"/>.</summary>
    public ToolCallSyntax ToolCallSyntax { get; }

    /// <summary>Gets whether the model is one that reasons before it answers, which its template tells; for <see cref="ReasoningParser"/>.</summary>
    public bool WritesReasoning { get; }

    /// <summary>Gets whether a template of the model reads <see cref="ChatRenderOptions.Documents"/>.</summary>
    public bool TakesDocuments { get; }

    /// <summary>Loads the templates of <paramref name="folder"/>: chat_template.jinja, or those in tokenizer_config.json.</summary>
    /// <returns>Null when the model has no chat template.</returns>
    /// <exception cref="ModelLoadException">A template is broken or uses something that is not served.</exception>
    public static ChatPromptBuilder? Load(string folder, Tokenizer tokenizer) => Load(folder, tokenizer, TimeProvider.System);

    /// <summary>Loads the templates with a clock for those that write the date.</summary>
    /// <returns>Null when the model has no chat template.</returns>
    /// <exception cref="ModelLoadException">A template is broken or uses something that is not served.</exception>
    public static ChatPromptBuilder? Load(string folder, Tokenizer tokenizer, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(clock);
        using var config = JsonFile.Parse(Path.Combine(folder, "tokenizer_config.json"));
        return ChatTemplateSet.Load(folder, config.RootElement) is { } templates
            ? new ChatPromptBuilder(templates, tokenizer, ReadNamedTokens(config.RootElement), clock)
            : null;
    }

    /// <summary>Gets whether <paramref name="name"/> is the name of one of the model's templates.</summary>
    public bool HasTemplate(string name) => _templates.Find(name) is not null;

    /// <summary>Makes the prompt of a plain request; see <see cref="Render(IReadOnlyList{ChatMessage}, ChatRenderOptions)"/>.</summary>
    /// <exception cref="TemplateException">The template refuses the conversation.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, IReadOnlyList<ToolDefinition>? tools) => Render(messages, ChatRenderOptions.Default with { Tools = tools });

    /// <summary>
    /// Makes the prompt's text, for <see cref="Tokenizer.Encode"/> with control tokens allowed: those that a message's text spells out are
    /// marked (see <see cref="ControlTokenGuard"/>) and stay text.
    /// </summary>
    /// <exception cref="TemplateException">
    /// The template refuses the conversation or takes too much; or, with <see cref="TemplateException.IsRefusal"/>, the options contradict
    /// each other or the caller's own template is broken.
    /// </exception>
    public string Render(IReadOnlyList<ChatMessage> messages, ChatRenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(options);
        var conversation = _values.Messages(messages);
        var final = FindFinalText(conversation, options);
        var prompt = ChooseTemplate(options).Render(Variables(conversation, options), _clock, TemplateLimits.Default);
        return final is null ? prompt : FinalMessage.CutAfter(prompt, final);
    }

    private static Dictionary<string, string> ReadNamedTokens(JsonElement config)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in s_tokenNames)
        {
            if ((config.FindString(name) ?? config.Find(name)?.FindString("content")) is { } text)
            {
                tokens[name] = text;
            }
        }

        return tokens;
    }

    private static string? FindFinalText(TemplateList conversation, ChatRenderOptions options)
    {
        if (!options.ContinueFinalMessage)
        {
            return null;
        }

        return options.AddGenerationPrompt
            ? throw TemplateErrors.Refusal("continue_final_message and add_generation_prompt exclude each other.")
            : FinalMessage.FindText(conversation);
    }

    private ChatTemplate ChooseTemplate(ChatRenderOptions options)
    {
        if (options.Template is not { } requested)
        {
            return _templates.Choose(options.Tools is { Count: > 0 }, options.Documents is { Count: > 0 }).Template;
        }

        if (_templates.Find(requested) is { } named)
        {
            return named.Template;
        }

        try
        {
            return ChatTemplate.Parse(requested);
        }
        catch (TemplateException exception)
        {
            throw new TemplateException(exception.Message, exception) { IsRefusal = true };
        }
    }

    private TemplateMap Variables(TemplateList conversation, ChatRenderOptions options)
    {
        var variables = new TemplateMap
        {
            ["messages"] = conversation,
            ["tools"] = options.Tools is { Count: > 0 } tools ? TemplateList.List([.. tools.Select(_values.Tool)]) : null,
            ["documents"] = options.Documents is { Count: > 0 } documents ? TemplateList.List([.. documents.Select(_values.Json)]) : null,
            ["add_generation_prompt"] = options.AddGenerationPrompt,
        };
        foreach (var (name, value) in options.TemplateArguments ?? new Dictionary<string, JsonElement>())
        {
            if (!variables.TryAdd(name, _values.Json(value)))
            {
                throw TemplateErrors.Refusal($"chat_template_kwargs sets '{name}', which the request has a member of its own for.");
            }
        }

        foreach (var (name, text) in _namedTokens)
        {
            variables.TryAdd(name, text);
        }

        return variables;
    }
}
