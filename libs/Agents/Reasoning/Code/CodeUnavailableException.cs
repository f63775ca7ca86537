namespace Switchyard.Agents.Reasoning.Code;

/// <summary>No code can be run here, so an agent that needs to cannot go on.</summary>
/// <param name="message">What is missing.</param>
/// <param name="cause">What the runner threw.</param>
internal sealed class CodeUnavailableException(string message, Exception cause) : Exception(message, cause);
