using System.Text.Json;

namespace Switchyard.Hosting.State;

/// <summary>Reads and writes the state file; a reader never sees half a file.</summary>
internal static class AppHostStateFile
{
    /// <summary>Reads the state, or null where there is none or it is not readable as one.</summary>
    public static AppHostState? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, AppHostStateJsonContext.Default.AppHostState);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the state.</summary>
    public static void Write(string path, AppHostState state)
    {
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(state, AppHostStateJsonContext.Default.AppHostState));
        File.Move(temporary, path, overwrite: true);
    }
}
