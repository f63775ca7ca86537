using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchyard.Contracts.OpenAI;
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

    private readonly ConditionalWeakTable<InferenceModel, Lazy<ConstraintCompiler>> _compilers = [];

    /// <summary>Makes the constraint of a text completion, null where its text is free.</summary>
    public IConstraint? Create(CompletionRequest request, InferenceModel model, out ApiError? error)
    {
        var format = OutputFormat.Read(request, out error);
        return error is null && format is not null ? Compile(format.Param, () => format.Compile(GetCompiler(model)), out error) : null;
    }

    /// <summary>Makes the constraint of a chat completion, null where its text is free.</summary>
    public IConstraint? Create(ChatCompletionRequest request, InferenceModel model, out ApiError? error)
    {
        var format = OutputFormat.Read(request, out error);
        if (error is not null)
        {
            return null;
        }

        if (ToolRules.MustCall(request))
        {
            return CreateCalls(request, model, ToolCallMode.Required, out error);
        }

        var mayCall = ToolRules.MayCall(request);
        if (format is not null)
        {
            return mayCall ? Refuse(format, out error) : Compile(format.Param, () => format.Compile(GetCompiler(model)), out error);
        }

        var isStrict = request.ParallelToolCalls is false || request.Tools?.Any(tool => tool.Function?.Strict is true) is true;
        return mayCall && isStrict ? CreateCalls(request, model, ToolCallMode.Auto, out error) : null;
    }

    // Where a tool need not be called, only those that are strict are held to their schemas; the others take any object.
    private IConstraint? CreateCalls(ChatCompletionRequest request, InferenceModel model, ToolCallMode mode, out ApiError? error)
    {
        var tools = ToolRules.GetCallable(request)
            .Select(tool => new ToolFunction(tool.Function!.Name!, mode == ToolCallMode.Required || tool.Function.Strict is true ? ReadParameters(tool) : null))
            .ToList();
        int? maxCalls = request.ParallelToolCalls is false || ToolRules.IsNamed(request) ? 1 : null;
        return Compile("tools", () => GetCompiler(model).CompileToolCalls(tools, ToolCallFormat.Hermes, mode, maxCalls), out error);
    }

    private static JsonElement? ReadParameters(ToolDefinition tool) =>
        tool.Function!.Parameters is { ValueKind: JsonValueKind.Object } parameters ? parameters : null;

    private static IConstraint? Refuse(OutputFormat format, out ApiError? error)
    {
        error = ApiErrors.UnsupportedParameter(format.Param, "An output format together with tools that may be called is not served; set 'tool_choice' to 'none' or 'required'.");
        return null;
    }

    private static IConstraint? Compile(string param, Func<IConstraint> compile, out ApiError? error)
    {
        try
        {
            error = null;
            return compile();
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
