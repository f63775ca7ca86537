namespace Switchyard.Agents.Tools.Web;

/// <summary>A page that is not read although it could be: its owner does not want it, or it is no text. The message is for the model.</summary>
/// <param name="message">Why.</param>
public sealed class PageRefusedException(string message) : Exception(message);
