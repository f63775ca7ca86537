using Switchyard.Inference.Native;

namespace Switchyard.Inference.Models;

/// <summary>
/// Turns what the readers of a folder's files throw at a value of the wrong kind (a string where a number belongs, a pattern that is
/// none, or that takes too long) into the one exception that loading has: a folder may come from anywhere, and none may end the process.
/// </summary>
internal static class FolderErrors
{
    public static T Wrap<T>(string folder, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException
            or IndexOutOfRangeException or OverflowException or IOException or UnauthorizedAccessException or NotSupportedException or TimeoutException or OrtException)
        {
            throw new ModelLoadException($"The model folder {folder} cannot be used: {exception.Message}", exception);
        }
    }
}
