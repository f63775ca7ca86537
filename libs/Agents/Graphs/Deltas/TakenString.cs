namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>A string of a step that is found in the result of one of the step's calls.</summary>
/// <param name="Number">Which string of what the step changed it is, from 0.</param>
/// <param name="Call">The call's number in the step.</param>
/// <param name="Source">Which string of the call's result it is, from 0.</param>
internal readonly record struct TakenString(int Number, int Call, int Source);
