namespace Switchyard.Router.Tracing;

/// <summary>What the pieces of one part of a stream have in common.</summary>
/// <param name="Choice">Which of several answers it is of.</param>
/// <param name="Type">What it is.</param>
/// <param name="Number">Which of its type.</param>
internal readonly record struct PartKey(int Choice, string Type, int Number);
