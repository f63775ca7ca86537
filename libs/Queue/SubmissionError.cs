namespace Switchyard.Queue;

/// <summary>What is wrong with a submission.</summary>
/// <param name="Member">The member of <see cref="JobSubmission"/> that is out of bounds.</param>
/// <param name="Message">What it has to be, a sentence for people.</param>
public sealed record SubmissionError(string Member, string Message);
