namespace Switchyard.Agents.Sessions;

/// <summary>A model did not give what it was asked for about a conversation.</summary>
/// <param name="message">What was missing.</param>
/// <param name="cause">What was found out first, where that is an exception.</param>
public sealed class SessionModelException(string message, Exception? cause = null) : Exception(message, cause);
