using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Backends;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;
using Switchyard.Providers.OpenAICompatible;

namespace Switchyard.Agents.Local;

/// <summary>Runs a model folder of ONNX Runtime GenAI's layout in this process, with the engine of the inference nodes. Calls of tools are read in the model's own syntax.</summary>
public sealed class NativeLocalRunner : ILocalRunner
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "native";

    private InferenceModel? _model;

    /// <summary>Makes it known.</summary>
    public static LocalRunners Register(LocalRunners runners)
    {
        ArgumentNullException.ThrowIfNull(runners);
        return runners.Register(Name, static () => new NativeLocalRunner());
    }

    /// <inheritdoc/>
    public async Task LoadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // Reading weights is the processor's and the disk's work: whoever waits for it should not have to do it.
            _model = await Task.Run(() => InferenceModel.Load(path, new ExecutionOptions(), new SchedulingOptions()), cancellationToken).ConfigureAwait(false);
        }
        catch (ModelLoadException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }

        if (_model.Chat is null)
        {
            await CleanupAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"The model in {path} has no chat template, without which it cannot talk: choose another.");
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GenerateAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = _model ?? throw new InvalidOperationException($"No model is loaded: call {nameof(LoadAsync)} first.");
        var request = ChatRequestMapper.Map(messages, options, model.Manifest.Name);
        var prompt = LocalPrompt.Write(model, request);
        if (!model.Engine.TrySubmit(prompt.ToGeneration(model, request), out var generation, cancellationToken))
        {
            throw new EngineBusyException($"The model '{model.Manifest.Name}' has as many requests waiting as it takes.", model.Engine.RetryAfter);
        }

        var answer = new LocalAnswer(model.Manifest.Name, prompt.CreateParser(model, request));
        await foreach (var delta in generation.Deltas.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var update in answer.Add(delta))
            {
                yield return update;
            }
        }

        foreach (var update in answer.Finish(generation))
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public async ValueTask CleanupAsync()
    {
        if (_model is { } model)
        {
            _model = null;
            await model.DisposeAsync().ConfigureAwait(false);
        }
    }
}
