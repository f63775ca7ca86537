namespace Switchyard.Sandbox.Processes;

/// <summary>What sandboxes leave in the folder for temporary files: the kernel's filter while one starts, and scratch folders of code that runs directly on the system.</summary>
internal static class Folders
{
    public const string Prefix = "switchyard-sandbox-";

    /// <summary>Returns the name of a file of this process that nobody else has.</summary>
    public static string NameFile() => Path.Combine(Path.GetTempPath(), $"{Prefix}{Owner.Self}-{Guid.NewGuid():N}");

    /// <summary>Makes a folder of this process that nobody else has or may enter.</summary>
    public static string Create() => Directory.CreateTempSubdirectory($"{Prefix}{Owner.Self}-").FullName;

    /// <summary>Lists what is there, of all processes; nothing where the folder cannot be listed, which keeps nobody from running code.</summary>
    public static string[] List()
    {
        try
        {
            return Directory.GetFileSystemEntries(Path.GetTempPath(), $"{Prefix}*");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Removes a file, or a folder with all in it; links are removed, and not what they lead to.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Code that runs directly on the system can make folders that its own user cannot remove.
            return;
        }
    }
}
