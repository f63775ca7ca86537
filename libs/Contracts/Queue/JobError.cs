namespace Switchyard.Contracts.Queue;

/// <summary>Why a job or an attempt failed.</summary>
/// <param name="Code">What a program tests.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record JobError(string Code, string Message);
