namespace Switchyard.Agents.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Do"><c>steps</c>: runs of steps that do nothing but count; <c>grow</c>: runs each of whose steps adds to the state; <c>keep</c>: runs with a large state of which each step changes a number.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Steps">How many steps each has.</param>
/// <param name="Concurrency">How many runs are under way at once.</param>
/// <param name="StateBytes">How long the text in the state is at the end of a run.</param>
internal sealed record Question(string Do, int Runs, int Steps, int Concurrency, int StateBytes = 0);
