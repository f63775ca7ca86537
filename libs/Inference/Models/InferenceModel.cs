using Switchyard.Inference.Chat;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Models;

/// <summary>A loaded model folder: its tokenizer, its chat template and the engine that runs it.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class InferenceModel : IAsyncDisposable
{
    private InferenceModel(ModelManifest manifest, GenAIConfig config, Tokenizer tokenizer, ChatPromptBuilder? chat, InferenceEngine engine)
    {
        Manifest = manifest;
        ContextLength = config.ContextLength;
        DefaultTemperature = config.DefaultTemperature;
        Tokenizer = tokenizer;
        Chat = chat;
        Engine = engine;
    }

    /// <summary>Gets the model's name and what it says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Gets the most tokens a prompt and its answer may have together.</summary>
    public int ContextLength { get; }

    /// <summary>Gets the temperature for requests that name none.</summary>
    public float DefaultTemperature { get; }

    /// <summary>Gets the tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Gets what makes prompts of conversations, or null when the model has no chat template.</summary>
    public ChatPromptBuilder? Chat { get; }

    /// <summary>Gets the engine.</summary>
    public InferenceEngine Engine { get; }

    /// <summary>Loads <paramref name="folder"/>, which has the layout of ONNX Runtime GenAI.</summary>
    /// <exception cref="ModelLoadException">Something in the folder is missing, broken or not served.</exception>
    public static InferenceModel Load(string folder, ExecutionOptions execution, SchedulingOptions scheduling)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentNullException.ThrowIfNull(scheduling);
        var config = GenAIConfig.Read(folder);
        config = config with { ContextLength = Math.Min(config.ContextLength, execution.ContextLength) };
        var manifest = ModelManifest.Read(folder);
        var tokenizer = Tokenizer.Load(Path.Combine(folder, "tokenizer.json"));
        var chat = ChatPromptBuilder.Load(folder, tokenizer);
        var runner = CreateRunner(folder, config, execution);
        var engine = new InferenceEngine(runner, tokenizer, config.EndOfTextIds.ToHashSet(), scheduling);
        return new InferenceModel(manifest, config, tokenizer, chat, engine);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static ModelRunner CreateRunner(string folder, GenAIConfig config, ExecutionOptions execution)
    {
        try
        {
            return new ModelRunner(folder, config, execution);
        }
        catch (OutOfMemoryException exception)
        {
            throw new ModelLoadException(
                $"The model in {folder} does not fit into this machine's memory with {execution.Slots} slots of {config.ContextLength} tokens. Lower Models:ContextLength or Models:Slots.", exception);
        }
    }
}
