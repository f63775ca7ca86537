namespace Switchyard.Agents.Tools.Files;

/// <summary>What a name in a folder stands for.</summary>
internal enum EntryKind
{
    Missing,
    File,
    Folder,
    Link,
}
