namespace Switchyard.Agents.Sessions;

/// <summary>A saved session cannot be used; the message says why.</summary>
/// <param name="message">Why.</param>
/// <param name="cause">What was found out first, where that is an exception.</param>
public sealed class InvalidSessionException(string message, Exception? cause = null) : Exception(message, cause);
