namespace Switchyard.InferenceNode.Tests.Models;

/// <summary>The small models of eng/models, in place or copied below a root that a test may change.</summary>
internal sealed class SmallFolders : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("switchyard-models-");

    public SmallFolders(params string[] names)
    {
        foreach (var name in names)
        {
            var folder = _root.CreateSubdirectory(name).FullName;
            foreach (var file in Directory.GetFiles(Find(name)))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }
    }

    public string Root => _root.FullName;

    public static string Find(string name) => Path.Combine(AppContext.BaseDirectory, "Folders", name);

    public void Dispose() => _root.Delete(recursive: true);
}
