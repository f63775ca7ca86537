namespace Switchyard.Agents.Tools;

/// <summary>A tool broke off, and whether its call happened is not known.</summary>
/// <param name="message">What the model is told where it did not happen; nothing secret.</param>
/// <param name="cause">What the tool threw.</param>
internal sealed class ToolBrokenException(string message, Exception cause) : Exception(message, cause);
