namespace Switchyard.Agents.Graphs.Effects;

/// <summary>A node goes on and makes another call than the one that is journalled at this place. The run is left as it is.</summary>
/// <param name="node">The node's path.</param>
/// <param name="ordinal">Which call of the node's it is, from 1.</param>
/// <param name="recorded">What is journalled.</param>
/// <param name="made">What is called now.</param>
public sealed class CallMismatchException(string node, int ordinal, string recorded, string made)
    : Exception($"Call {ordinal} of node '{node}' was {recorded} when the run was journalled and is {made} now. Run it with the code it began with, change the node back, or fork the run before this step.")
{
    /// <summary>Gets the node's path.</summary>
    public string Node => node;

    /// <summary>Gets which call of the node's it is, from 1.</summary>
    public int Ordinal => ordinal;

    /// <summary>Gets what is journalled.</summary>
    public string Recorded => recorded;

    /// <summary>Gets what is called now.</summary>
    public string Made => made;
}
