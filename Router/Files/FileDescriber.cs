using Switchyard.Contracts.Batches;
using Switchyard.Queue.Files;

namespace Switchyard.Router.Files;

/// <summary>Says what callers may know of a file.</summary>
internal static class FileDescriber
{
    public static FileObject Describe(StoredFile file) => new()
    {
        Id = FileNames.NameOf(file.Id),
        Bytes = file.Bytes,
        CreatedAt = file.CreatedAt.ToUnixTimeSeconds(),
        ExpiresAt = file.ExpiresAt.ToUnixTimeSeconds(),
        Filename = file.Name,
        Purpose = FileNames.NameOf(file.Purpose),
    };

    public static FileObjectList Describe(IReadOnlyList<StoredFile> files, int limit)
    {
        List<FileObject> page = [.. files.Take(limit).Select(Describe)];
        return new FileObjectList { Data = page, FirstId = page.FirstOrDefault()?.Id, LastId = page.LastOrDefault()?.Id, HasMore = files.Count > limit };
    }
}
