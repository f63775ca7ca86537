namespace Switchyard.Queue;

/// <summary>How many jobs of a queue and a priority wait.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Priority">The priority.</param>
/// <param name="Ready">Jobs that could start.</param>
/// <param name="Delayed">Jobs that wait for their time or their next try.</param>
/// <param name="Running">Jobs that workers have.</param>
/// <param name="OldestReady">How long the oldest of those that could start has waited since it could; zero where there are none.</param>
/// <param name="Unserved">How many of those that could start no worker that lives takes.</param>
public sealed record PriorityDepth(string Queue, JobPriority Priority, long Ready, long Delayed, long Running, TimeSpan OldestReady, long Unserved);
