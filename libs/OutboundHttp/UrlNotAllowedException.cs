namespace Switchyard.OutboundHttp;

/// <summary>An address that must not be asked. Nothing was sent to it.</summary>
/// <param name="message">Why, as a sentence that the caller may read; it names neither the resolved address nor anything of this machine.</param>
public sealed class UrlNotAllowedException(string message) : Exception(message);
