namespace Switchyard.Agents.Tools.Files;

/// <summary>A name below a user's folder, in the deepest folder on its path that exists.</summary>
/// <param name="folder">That folder; this object's own.</param>
/// <param name="missing">The folders that would have to be made to come to the name.</param>
/// <param name="name">The name; empty for the user's folder itself.</param>
internal sealed class JailedEntry(JailedFolder folder, IReadOnlyList<string> missing, string name) : IDisposable
{
    private JailedFolder _folder = folder;

    public JailedFolder Folder => _folder;

    public string Name => name;

    public int MissingFolders { get; private set; } = missing.Count;

    public EntryKind Kind => MissingFolders > 0 ? EntryKind.Missing : name.Length == 0 ? EntryKind.Folder : _folder.Look(name);

    /// <summary>Gets the path of the name, which holds as long as this is not disposed and once <see cref="TryMakeFolders"/> has been called.</summary>
    public string Path => _folder.Combine(name);

    /// <summary>Makes the missing folders; false where somebody put something else in their place meanwhile.</summary>
    public bool TryMakeFolders()
    {
        foreach (var folderName in missing.Skip(missing.Count - MissingFolders))
        {
            Directory.CreateDirectory(_folder.Combine(folderName));
            if (_folder.OpenChild(folderName) is not { } child)
            {
                return false;
            }

            _folder.Dispose();
            _folder = child;
            MissingFolders--;
        }

        return true;
    }

    /// <summary>Opens the folder that the name stands for; its caller disposes it. Null where it is none any longer.</summary>
    public JailedFolder? OpenFolder() => _folder.OpenChild(name.Length == 0 ? "." : name);

    public void Dispose() => _folder.Dispose();
}
