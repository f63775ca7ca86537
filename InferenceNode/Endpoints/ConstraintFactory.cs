using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>
/// Makes the constraint a request asks for: an output format, or tools that must be called or are called strictly. Each model's compiler
/// keeps the constraints used last, and goes with the model.
/// </summary>
internal sealed class ConstraintFactory
{
    private const int KeptConstraints = 64;

    private static readonly JsonElement s_noParameters = JsonElement.Parse("""{"type":"object","additionalProperties":false}""");

    private readonly ConditionalWeakTable<InferenceModel, Lazy<ConstraintCompiler>> _compilers = [];

    /// <summary>Makes the constraint of a text completion, null where its text is free.</summary>
    public IConstraint? Create(CompletionRequest request, InferenceModel model, out ApiError? error)
    {
        var format = OutputFormat.Read(request, out error);
        error ??= format is null ? null : CheckStop(request, format.Member);
        return error is null && format is not null ? Compile(format.Param, format.Text, model, out error) : null;
    }

    /// <summary>Makes the constraint of a chat completion.</summary>
    public ChatConstraint? Create(ChatCompletionRequest request, InferenceModel model, ChatPrompt prompt, out ApiError? error)
    {
        var output = OutputFormat.Read(request, out error);
        error ??= CheckForced(request, output) ?? CheckHeld(request, output);
        if (error is not null)
        {
            return null;
        }

        var calls = ToolCallFormat.Of(model.Chat!.ToolCallSyntax);
        var isEither = output is not null && ToolRules.MayCall(request) && !ToolRules.MustCall(request);
        if (ChooseFormat(request, output, calls) is not { } format)
        {
            return ChatConstraint.None;
        }

        format = model.Chat.WritesReasoning ? format.AfterReasoning(ReasoningParser.Open, ReasoningParser.Close, prompt.BeginsInReasoning) : format;
        var constraint = Compile(ToolRules.MustCall(request) ? "tools" : output?.Param ?? "tools", format, model, out error);
        return error is null ? new ChatConstraint(constraint, isEither ? calls.GetPrefixes(ReadTools(request)) : []) : null;
    }

    private static ApiError? CheckForced(ChatCompletionRequest request, OutputFormat? output) => output is not null && ToolRules.MustCall(request)
        ? ApiErrors.InvalidValue(output.Member, $"'{output.Member}' says what the text must be, but 'tool_choice' forces a call, which is no text that a format could hold; send one of them.")
        : null;

    private static ApiError? CheckHeld(ChatCompletionRequest request, OutputFormat? output) =>
        output is not null ? CheckStop(request, output.Member) : ToolRules.MustCall(request) ? CheckStop(request, "tool_choice") : null;

    // The answer is to be valid, and a stop would cut it where it is not yet.
    private static ApiError? CheckStop(GenerationParameters request, string holder)
    {
        var param = request.Stop is { Values.Count: > 0 } ? "stop" : request.StopTokenIds is { Count: > 0 } ? "stop_token_ids" : null;
        return param is null
            ? null
            : ApiErrors.UnsupportedParameter(param, $"'{param}' is not served together with '{holder}', which promises a valid answer: a stop would cut it before it is one. Leave '{param}' out; the answer ends by itself once it is whole.");
    }

    private static TextFormat? ChooseFormat(ChatCompletionRequest request, OutputFormat? output, ToolCallFormat calls)
    {
        int? maxCalls = request.ParallelToolCalls is false || ToolRules.IsNamed(request) ? 1 : null;
        if (ToolRules.MustCall(request))
        {
            return TextFormat.ToolCalls(ReadTools(request), calls, ToolCallMode.Required, maxCalls);
        }

        if (!ToolRules.MayCall(request))
        {
            return output?.Text;
        }

        if (output is not null)
        {
            return output.Text.OrToolCalls(ReadTools(request), calls, maxCalls);
        }

        var isStrict = request.ParallelToolCalls is false || request.Tools!.Any(tool => tool.Function!.Strict is true);
        return isStrict ? TextFormat.ToolCalls(ReadTools(request), calls, ToolCallMode.Auto, maxCalls) : null;
    }

    // Where a tool need not be called, only those that are strict are held to their schemas; the others take any object.
    private static List<ToolFunction> ReadTools(ChatCompletionRequest request) =>
    [
        .. ToolRules.GetCallable(request)
            .Select(tool => new ToolFunction(tool.Function!.Name!, ToolRules.MustCall(request) || tool.Function.Strict is true ? ReadParameters(tool) : null)),
    ];

    // A function without parameters takes none.
    private static JsonElement ReadParameters(ToolDefinition tool) =>
        tool.Function!.Parameters is { ValueKind: JsonValueKind.Object } parameters ? parameters : s_noParameters;

    private IConstraint? Compile(string param, TextFormat format, InferenceModel model, out ApiError? error)
    {
        try
        {
            error = null;
            return GetCompiler(model).Compile(format);
        }
        catch (ConstraintException exception)
        {
            error = ApiErrors.InvalidValue(param, exception.Message);
            return null;
        }
    }

    private ConstraintCompiler GetCompiler(InferenceModel model) => _compilers.GetValue(
        model, static model => new Lazy<ConstraintCompiler>(() => new ConstraintCompiler(ConstraintVocabulary.Create(model.Tokenizer, model.Engine.VocabularySize), KeptConstraints))).Value;
}
