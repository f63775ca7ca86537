namespace Switchyard.MockUpstream.Dialects;

/// <summary>A request its dialect would refuse.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
