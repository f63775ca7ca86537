namespace Switchyard.Queue.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Do"><c>single</c>, <c>concurrent</c> or <c>bulk</c>: add so many jobs; <c>process</c>: do so many; <c>drain</c>: do all there are; <c>idle</c>: add one and wait for its end, so many times; <c>empty</c>: the same ways to the stores and back with nothing on them.</param>
/// <param name="Count">How many jobs.</param>
/// <param name="Concurrency">How many at once.</param>
internal sealed record Question(string Do, int Count, int Concurrency);
