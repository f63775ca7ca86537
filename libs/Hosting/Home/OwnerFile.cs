namespace Switchyard.Hosting.Home;

/// <summary>Writes files that only their owner may read.</summary>
internal static class OwnerFile
{
    /// <summary>Replaces a file with mode 0600; it is never readable by others, not even for a moment.</summary>
    public static void Write(string path, string text)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(text);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
