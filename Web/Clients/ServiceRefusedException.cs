namespace Switchyard.Web.Clients;

/// <summary>A service answered a request with an error; the message is the service's own sentence.</summary>
internal sealed class ServiceRefusedException(string message) : Exception(message);
