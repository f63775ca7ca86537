namespace Switchyard.Redaction;

/// <summary>A place in a text that must not be kept.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">The first character after it.</param>
/// <param name="What">What is there.</param>
internal readonly record struct Finding(int Start, int End, string What);
