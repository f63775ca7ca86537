namespace Switchyard.Agents.Graphs.Runs;

/// <summary>One time that a node is run.</summary>
/// <param name="Scope">Where.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Number">Which visit of its scope it is, from 1; the same when the run goes on in another process.</param>
/// <param name="Step">Which step of the run it is.</param>
/// <param name="IsComposite">Whether it consists of other steps, and so gets its number after them.</param>
internal sealed record Visit(ScopeAddress Scope, string Node, int Number, int Step, bool IsComposite)
{
    public string Path => Scope.Path + Node;
}
