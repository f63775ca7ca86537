using Switchyard.Queue;

namespace Switchyard.Faults.Checking;

/// <summary>A job as its store knows it when everything is over.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Ends">How many of its events say that it ended.</param>
/// <param name="Charge">What its result says it costs.</param>
internal sealed record StoredJob(Guid Id, JobStatus Status, int Ends, Charge? Charge);
