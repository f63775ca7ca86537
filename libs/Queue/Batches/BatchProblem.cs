namespace Switchyard.Queue.Batches;

/// <summary>What is wrong with a batch.</summary>
/// <param name="Code">What a program tests.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Param">The member that is wrong.</param>
/// <param name="Line">The line of the file, from 1; <see langword="null"/> where it is the file as a whole.</param>
public sealed record BatchProblem(string Code, string Message, string? Param, int? Line);
