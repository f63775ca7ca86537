using System.Text;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;

namespace Switchyard.Agents.Crash;

/// <summary>A run whose effects are lines of a file, in a process that may be killed. Where it waits for a person, the person looks at the file.</summary>
internal sealed class CrashingWork(string folder, Guid runId, EffectClass effectClass, Boundary boundary)
{
    private readonly string _world = Path.Combine(folder, "world");

    public async Task<RunResult<CrashState>> RunAsync()
    {
        var journal = new CrashingJournal(new FileRunJournal(Path.Combine(folder, "journal"), TimeProvider.System), boundary);
        var runner = new GraphRunner<CrashState>(BuildGraph().Compile(), journal, new GraphRunnerOptions());
        await runner.CreateAsync(runId, new CrashState([]), "");
        var result = await runner.ResumeAsync(runId);
        while (result.Status == RunStatus.Waiting)
        {
            var request = result.Waiting[0];
            var line = ReadWorld().FirstOrDefault(line => line.StartsWith(request.Key, StringComparison.Ordinal));
            await runner.ResolveAsync(runId, request.Key, line is null ? UncertainAnswer.DidNotHappen : UncertainAnswer.Happened, line is null ? null : $"\"did {line[(request.Key.Length + 1)..]}\"");
            result = await runner.ResumeAsync(runId);
        }

        return result;
    }

    private StateGraph<CrashState> BuildGraph()
    {
        var effect = new Effect<string, string>
        {
            Name = "write",
            Class = effectClass,
            ArgumentsType = CrashJson.Default.String,
            ResultType = CrashJson.Default.String,
            RunAsync = WriteAsync,
            AskStatusAsync = effectClass == EffectClass.AsksRemote ? AskAsync : null,
        };
        var graph = new StateGraph<CrashState>("crash", CrashJson.Default.CrashState).SetEntry("first");
        foreach (var (node, next) in new[] { ("first", "second"), ("second", StateGraph.End) })
        {
            graph.AddNode(node, async (context, state, cancellationToken) => new CrashState([.. state.Results, await context.EffectAsync(effect, node, cancellationToken)])).AddEdge(node, next);
        }

        return graph;
    }

    private Task<string> WriteAsync(EffectCall<string> call, CancellationToken cancellationToken)
    {
        boundary.Pass();
        using (var file = new FileStream(_world, FileMode.Append))
        {
            file.Write(Encoding.UTF8.GetBytes($"{call.Key} {call.Arguments}\n"));
            file.Flush(flushToDisk: true);
        }

        boundary.Pass();
        return Task.FromResult("did " + call.Arguments);
    }

    private Task<EffectStatus<string>> AskAsync(string key, CancellationToken cancellationToken)
    {
        var line = ReadWorld().FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return Task.FromResult(line is null ? new EffectStatus<string>(EffectAnswer.DidNotHappen) : new EffectStatus<string>(EffectAnswer.Happened, "did " + line[(key.Length + 1)..]));
    }

    private string[] ReadWorld() => File.Exists(_world) ? File.ReadAllLines(_world) : [];
}
