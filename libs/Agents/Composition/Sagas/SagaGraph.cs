using Switchyard.Agents.Graphs;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>A node for each step and one for each compensation; a step that fails leads to the compensations of those before it, in reverse.</summary>
internal static class SagaGraph
{
    public const string UndoPrefix = "undo-";

    public static CompiledGraph<SagaState> Build(string name, IReadOnlyList<SagaStep> steps, MemberSet members)
    {
        var undoable = steps.Where(step => step.Compensation is not null).Select(step => step.Name).ToArray();
        var graph = new StateGraph<SagaState>(name, CompositionJson.Default.SagaState) { StepLimit = 2 * steps.Count }.SetEntry(steps[0].Name);
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            var next = index + 1 < steps.Count ? steps[index + 1].Name : StateGraph.End;
            string[] undo = [.. steps.Take(index + 1).Select(before => before.Name).Where(undoable.Contains).Select(before => UndoPrefix + before)];
            graph.AddNode(step.Name, new SagaStepNode(step, members))
                .AddConditionalEdge(step.Name, state => state.Error is null ? next : NextUndo(state), [.. new[] { next, StateGraph.End }.Distinct(), .. undo]);
            if (step.Compensation is { } compensation)
            {
                graph.AddNode(UndoPrefix + step.Name, new SagaUndoNode(step.Name, compensation, members))
                    .AddConditionalEdge(UndoPrefix + step.Name, NextUndo, [StateGraph.End, .. undo.SkipLast(1)]);
            }
        }

        return graph.Compile();
    }

    private static string NextUndo(SagaState state) => state.Undo is [.., var last] ? UndoPrefix + last : StateGraph.End;
}
