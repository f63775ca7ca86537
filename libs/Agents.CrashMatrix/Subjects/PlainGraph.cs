using System.Globalization;
using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>A graph of ten steps without a model: two of them do something outside, one asks a person, the others note that they were there.</summary>
internal sealed class PlainGraph : ICrashSubject
{
    public const string Kind = "graph";
    public const int Steps = 10;

    private const int FirstEffect = 3;
    private const int Question = 5;
    private const int SecondEffect = 7;

    private readonly Remote _remote;
    private readonly GraphRunner<PlainState> _runner;

    /// <param name="journal">Where its runs are written down.</param>
    /// <param name="remote">The other side of its effects.</param>
    /// <param name="onEvent">Who is told what happens.</param>
    public PlainGraph(IRunJournal journal, Remote remote, Action<RunEvent>? onEvent = null)
    {
        _remote = remote;
        _runner = new GraphRunner<PlainState>(Build().Compile(), journal, new GraphRunnerOptions { OnEvent = onEvent });
    }

    public async Task<CrashProgress> AdvanceAsync(Guid runId, CancellationToken cancellationToken)
    {
        await _runner.CreateAsync(runId, new PlainState([]), "", cancellationToken).ConfigureAwait(false);
        var result = await _runner.ResumeAsync(runId, cancellationToken).ConfigureAwait(false);
        return new CrashProgress(result.Status, string.Join(", ", result.State.Results), result.Error, result.Waiting);
    }

    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken) => _runner.AnswerAsync(runId, key, answer, cancellationToken);

    public Task ResolveAsync(Guid runId, PersonRequest request, CancellationToken cancellationToken)
    {
        var result = _remote.Find(request.Key);
        return _runner.ResolveAsync(runId, request.Key, result is null ? UncertainAnswer.DidNotHappen : UncertainAnswer.Happened, result is null ? null : $"\"{result}\"", cancellationToken);
    }

    private StateGraph<PlainState> Build()
    {
        var effect = new Effect<string, string>
        {
            Name = "do",
            Class = _remote.Class,
            ArgumentsType = PlainJson.Default.String,
            ResultType = PlainJson.Default.String,
            RunAsync = (call, _) => _remote.DoAsync(call.Key, call.Arguments),
            AskStatusAsync = _remote.Class == EffectClass.AsksRemote ? (key, _) => Task.FromResult(StatusOf(key)) : null,
        };
        var graph = new StateGraph<PlainState>("crash-matrix-graph", PlainJson.Default.PlainState).SetEntry(Name(1));
        for (var step = 1; step <= Steps; step++)
        {
            graph.AddNode(Name(step), Work(step, effect)).AddEdge(Name(step), step < Steps ? Name(step + 1) : StateGraph.End);
        }

        return graph;
    }

    private static string Name(int step) => string.Create(CultureInfo.InvariantCulture, $"step-{step}");

    private static NodeFunction<PlainState> Work(int step, Effect<string, string> effect) => step switch
    {
        FirstEffect or SecondEffect => async (context, state, cancellationToken) => state.Add(await context.EffectAsync(effect, Name(step), cancellationToken).ConfigureAwait(false)),
        Question => async (context, state, cancellationToken) => state.Add(await context.AskAsync("Shall it go on?", ["yes", "no"], cancellationToken).ConfigureAwait(false)),
        _ => (_, state, _) => ValueTask.FromResult(state.Add(Name(step))),
    };

    private EffectStatus<string> StatusOf(string key) => _remote.Find(key) is { } result ? new EffectStatus<string>(EffectAnswer.Happened, result) : new EffectStatus<string>(EffectAnswer.DidNotHappen);
}
