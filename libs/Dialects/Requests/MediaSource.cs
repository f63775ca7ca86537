namespace Switchyard.Dialects.Requests;

/// <summary>Where the bytes of an image, a recording or a document are: in the request, or behind a URL.</summary>
/// <param name="MediaType">The media type, for example <c>image/png</c>; <see langword="null"/> for a URL of an unknown one.</param>
/// <param name="Base64">The bytes in base64; <see langword="null"/> for a URL.</param>
/// <param name="Url">An <c>http</c> or <c>https</c> URL; <see langword="null"/> beside bytes.</param>
public sealed record MediaSource(string? MediaType, string? Base64, string? Url);
