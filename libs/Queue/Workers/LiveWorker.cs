namespace Switchyard.Queue.Workers;

/// <summary>A worker that lives.</summary>
/// <param name="Worker">What it said of itself last.</param>
/// <param name="StartedAt">When it started, by the store's clock.</param>
/// <param name="SeenAt">When it said so, by the store's clock.</param>
public sealed record LiveWorker(WorkerReport Worker, DateTimeOffset StartedAt, DateTimeOffset SeenAt);
