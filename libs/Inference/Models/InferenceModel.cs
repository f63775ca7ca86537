using Switchyard.Inference.Chat;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Models;

/// <summary>A loaded model folder: its tokenizer, its chat template and the engine that runs it.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class InferenceModel : IServedModel
{
    private InferenceModel(ModelManifest manifest, GenAIConfig config, Tokenizer tokenizer, ChatPromptBuilder? chat, InferenceEngine engine, int slots)
    {
        Manifest = manifest;
        ContextLength = config.ContextLength;
        SamplingDefaults = config.Sampling;
        Tokenizer = tokenizer;
        Chat = chat;
        Engine = engine;
        Slots = slots;
    }

    /// <inheritdoc/>
    public ModelManifest Manifest { get; }

    /// <summary>Gets the most tokens a prompt and its answer may have together.</summary>
    public int ContextLength { get; }

    /// <inheritdoc/>
    public int Slots { get; }

    /// <inheritdoc/>
    public int Running => Engine.Running;

    /// <summary>Gets how the model samples where a request does not say.</summary>
    public SamplingDefaults SamplingDefaults { get; }

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
        return FolderErrors.Wrap(folder, () =>
        {
            var decoder = DecoderFolder.Read(folder, execution);
            NativeLimits.Check(decoder);
            return Load(decoder, execution, scheduling, () => CreateRunner(folder, decoder.Config, execution));
        });
    }

    /// <summary>Loads a folder that was checked, to be run by what <paramref name="createExecutor"/> makes.</summary>
    internal static InferenceModel Load(DecoderFolder decoder, ExecutionOptions execution, SchedulingOptions scheduling, Func<IModelExecutor> createExecutor)
    {
        var (files, config) = (decoder.Files, decoder.Config);
        var folder = files.Path;
        var manifest = ModelManifest.Read(folder);
        FileHashes.Verify(files, manifest);
        var tokenizer = Tokenizer.Load(files.Resolve(Path.Combine(config.TokenizerFolder, "tokenizer.json"), $"{Path.Combine(folder, "genai_config.json")}: model.tokenizer_dir"));
        DecoderChecks.CheckTokens(files, config, tokenizer);
        files.CheckLinks(Path.Combine(config.TokenizerFolder, "tokenizer_config.json"), Path.Combine(config.TokenizerFolder, "chat_template.jinja"));
        var chat = ChatPromptBuilder.Load(Path.Combine(folder, config.TokenizerFolder), tokenizer);
        var engine = new InferenceEngine(createExecutor(), tokenizer, config.EndOfTextIds.ToHashSet(), scheduling);
        return new InferenceModel(manifest, config, tokenizer, chat, engine, execution.Slots);
    }

    /// <inheritdoc/>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        // Two tokens in and two out: one run of a prompt, one of a single token.
        var request = new GenerationRequest { Prompt = [0, 0], MaxTokens = 2, Sampling = new SamplingOptions() };
        if (!Engine.TrySubmit(request, out var generation, cancellationToken))
        {
            return;
        }

        try
        {
            await foreach (var _ in generation.Deltas.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
            }

            // Nobody asked for these tokens.
            Engine.ForgetCounts();
        }
        catch (EngineUnavailableException exception)
        {
            throw new ModelLoadException($"The model '{Manifest.Name}' was loaded but its first run failed: {(exception.InnerException ?? exception).Message}", exception);
        }
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
            throw DecoderChecks.DoesNotFit(folder, config, execution, exception);
        }
    }
}
