using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>The runs of an agent that answers without tools: a model is asked, and asked again where its answer does not keep to the schema.</summary>
internal sealed class AnswerRuns
{
    private const string Ask = "ask";

    private readonly AgentBackendOptions _options;
    private readonly AnswerModel _model;
    private readonly AnswerSchema? _schema;
    private readonly GraphRunner<AnswerState> _runner;
    private readonly ConcurrentDictionary<Guid, Action<AgentEvent>> _observers = [];

    /// <param name="options">The agent, checked.</param>
    /// <param name="client">The model.</param>
    /// <param name="backends">What can answer, with prices.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="time">The clock.</param>
    public AnswerRuns(AgentBackendOptions options, IChatClient client, IReadOnlyList<ModelBackend> backends, IRunJournal journal, TimeProvider time)
    {
        _options = options;
        _schema = options.AnswerSchema is { } schema ? new AnswerSchema(schema) : null;
        _model = new AnswerModel(client, backends, new ChatOptions { Temperature = options.Temperature, ResponseFormat = _schema?.Format }, time);
        var graph = new StateGraph<AnswerState>(options.Name, AnswerJson.Default.AnswerState) { StepLimit = options.MaxCorrections + 1 }
            .SetEntry(Ask)
            .AddNode(Ask, AskAsync)
            .AddConditionalEdge(Ask, static state => state.Output is null && state.Error is null ? Ask : StateGraph.End, Ask, StateGraph.End);
        _runner = new GraphRunner<AnswerState>(graph.Compile(), journal, new GraphRunnerOptions());
    }

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);

        // Whoever asks for a run that is worked on waits for the same work: who watched it first still does when the others are gone.
        var isWatching = task.OnEvent is { } onEvent && _observers.TryAdd(task.RunId, onEvent);
        try
        {
            await _runner.CreateAsync(task.RunId, new AnswerState { Task = task with { OnEvent = null } }, task.User, cancellationToken).ConfigureAwait(false);
            var run = await _runner.ResumeAsync(task.RunId, cancellationToken).ConfigureAwait(false);
            var result = AgentResult.Of(run, run.State.Backend);
            if (result.Output is { } output)
            {
                task.OnEvent?.Invoke(new MessageEvent(output));
            }

            return result;
        }
        finally
        {
            if (isWatching)
            {
                _observers.TryRemove(task.RunId, out _);
            }
        }
    }

    private async ValueTask<AnswerState> AskAsync(NodeContext context, AnswerState state, CancellationToken cancellationToken)
    {
        if (BudgetShare.FindExcess(state.Task.Budget, state.Usage, state.Worked) is { } excess)
        {
            return state with { Error = excess };
        }

        try
        {
            var ask = new ModelAsk(state.Task.Model, AnswerPrompt.Write(_options.SystemPrompt, state));
            return Judge(state, await context.EffectAsync(EffectOf(context.RunId), ask, cancellationToken).ConfigureAwait(false));
        }
        catch (EffectFailedException failure)
        {
            return state with { Error = $"The model did not answer: {failure.Error}" };
        }
    }

    private AnswerState Judge(AnswerState state, ModelReply reply)
    {
        state = state.Add(reply);
        if (reply.Text.Length == 0)
        {
            return state with { Error = "The model gave an empty answer." };
        }

        if (_schema?.FindProblem(reply.Text) is not { } problem)
        {
            return state with { Output = reply.Text };
        }

        return state.Wrong.Count < _options.MaxCorrections
            ? state with { Wrong = [.. state.Wrong, new WrongAnswer(reply.Text, problem)] }
            : state with { Error = $"The model was asked {state.Wrong.Count + 1} times and did not keep to the schema: {problem}" };
    }

    private Effect<ModelAsk, ModelReply> EffectOf(Guid runId) => new()
    {
        Name = "model",
        Class = EffectClass.Pure,
        ArgumentsType = AnswerJson.Default.ModelAsk,
        ResultType = AnswerJson.Default.ModelReply,
        RunAsync = (call, cancellationToken) => _model.AskAsync(call.Arguments, _observers.GetValueOrDefault(runId), cancellationToken),
    };
}
