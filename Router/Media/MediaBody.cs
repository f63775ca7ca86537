using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Media;

/// <summary>A body whose files were looked at.</summary>
/// <param name="Bytes">The body as it goes on: the caller's, or with bytes in the place of URLs.</param>
/// <param name="Items">Its files, in their order.</param>
/// <param name="Error">Why it does not; <see langword="null"/> where it does.</param>
internal readonly record struct MediaBody(ReadOnlyMemory<byte> Bytes, IReadOnlyList<MediaItem> Items, ApiError? Error);
