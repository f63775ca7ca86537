namespace Switchyard.Events.Windows;

/// <summary>What the events of a span of time came to.</summary>
/// <typeparam name="TValue">What they came to.</typeparam>
/// <param name="Start">The span's beginning, a multiple of its length.</param>
/// <param name="Count">How many events there were; at least one.</param>
/// <param name="Value">What they came to.</param>
public sealed record EventWindow<TValue>(DateTimeOffset Start, long Count, TValue Value);
