namespace Switchyard.Media;

/// <summary>A file that must not go on to anything that decodes it.</summary>
/// <param name="message">Why, as the end of a sentence about the file.</param>
public sealed class MediaException(string message) : Exception(message);
