namespace Switchyard.OutboundHttp;

/// <summary>What lies at an address.</summary>
/// <param name="Url">Where it was found, after all redirects.</param>
/// <param name="ContentType">What it is, as the server says; null where it does not.</param>
/// <param name="Body">The bytes, decompressed.</param>
public sealed record OutboundResponse(Uri Url, string? ContentType, byte[] Body);
