namespace Switchyard.Tests.Common.Files;

/// <summary>A folder that exists as long as a test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Gets the full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("switchyard-test-").FullName;

    /// <summary>Gets the full path of a file or folder in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc />
    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
