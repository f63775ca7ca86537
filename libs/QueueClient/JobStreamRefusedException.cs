namespace Switchyard.QueueClient;

/// <summary>The Router does not tell of a job, and will not when it is asked again: there is no such job, or not any more.</summary>
/// <param name="message">The Router's sentence for people.</param>
public sealed class JobStreamRefusedException(string message) : Exception(message);
