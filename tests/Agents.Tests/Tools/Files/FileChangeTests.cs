using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Files;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Tools.Files;

public sealed class FileChangeTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly UserFiles _files;

    public FileChangeTests() => _files = new UserFiles(new UserFilesOptions { Root = _root.Path, MaxFileBytes = 100, MaxEntries = 25, MaxTotalBytes = 250 });

    [Fact]
    public async Task Append_ToAFile_KeepsWhatItHolds()
    {
        Assert.Equal("Appended 2 bytes to a/log.txt", await RunAsync(new AppendFileTool(_files), new { path = "a/log.txt", content = "1\n" }));
        Assert.Equal("Appended 2 bytes to a/log.txt", await RunAsync(new AppendFileTool(_files), new { path = "a/log.txt", content = "2\n" }));

        Assert.Equal("1\n2\n", await ReadAsync("a/log.txt"));
        Assert.Equal("Error: the content is larger than 100 bytes", await RunAsync(new AppendFileTool(_files), new { path = "a/log.txt", content = new string('x', 97) }));
        Assert.Equal("Error: a is a folder", await RunAsync(new AppendFileTool(_files), new { path = "a", content = "x" }));
    }

    [Fact]
    public async Task Append_ManyAtOnce_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => RunAsync(new AppendFileTool(_files), new { path = "log.txt", content = "x" })));

        Assert.Equal(new string('x', 20), await ReadAsync("log.txt"));
    }

    [Fact]
    public async Task Copy_OfAFile_ReplacesItsTarget()
    {
        await WriteAsync("a.txt", "new");
        await WriteAsync("b.txt", "old");

        Assert.Equal("Copied a.txt to b.txt", await RunAsync(new CopyFileTool(_files), new { from = "a.txt", to = "b.txt" }));

        Assert.Equal(("new", "new"), (await ReadAsync("a.txt"), await ReadAsync("b.txt")));
        Assert.Equal("Error: file not found: c.txt", await RunAsync(new CopyFileTool(_files), new { from = "c.txt", to = "b.txt" }));
    }

    [Fact]
    public async Task Move_OfAFile_ReplacesNothing()
    {
        await WriteAsync("a.txt", "a");
        await WriteAsync("b.txt", "b");

        Assert.Equal("Error: there is something at b.txt already", await MoveAsync("a.txt", "b.txt"));
        Assert.Equal("Moved a.txt to c/d/e.txt", await MoveAsync("a.txt", "c/d/e.txt"));
        Assert.Equal("a", await ReadAsync("c/d/e.txt"));
        Assert.Equal("Error: file not found: a.txt", await MoveAsync("a.txt", "f.txt"));
        Assert.Equal("Error: c is a folder", await MoveAsync("c", "g"));
        Assert.Equal("Error: a folder of the path is a file", await MoveAsync("c/d/e.txt", "b.txt/e.txt"));
    }

    [Fact]
    public async Task Delete_OfFilesAndEmptyFolders_IsDone()
    {
        await WriteAsync("a/b.txt", "x");

        Assert.Equal("Error: a is a folder with files", await DeleteAsync("a"));
        Assert.Equal("Deleted a/b.txt", await DeleteAsync("a/b.txt"));
        Assert.Equal("Deleted a", await DeleteAsync("a"));
        Assert.Equal("Error: the top folder stays", await DeleteAsync("."));
        Assert.Equal("Error: file not found: a", await DeleteAsync("a"));
    }

    [Fact]
    public async Task Search_InFiles_FindsLines()
    {
        await WriteAsync("b.txt", "one\nTwo berlin\nBERLIN");
        await WriteAsync("a/c.md", "Berlin");
        await File.WriteAllBytesAsync(Path.Combine(_files.GetFolder(ToolRunner.User), "binary.bin"), [0, .. "berlin"u8], TestContext.Current.CancellationToken);

        Assert.Equal("a/c.md:1: Berlin\nb.txt:2: Two berlin\nb.txt:3: BERLIN", await SearchAsync("berlin"));
        Assert.Equal("a/c.md:1: Berlin", await SearchAsync("berlin", "a/"));
        Assert.Equal("b.txt:1: one", await SearchAsync("one", "b.txt"));
        Assert.Equal("(nothing found)", await SearchAsync("paris"));
        Assert.Equal("Error: folder not found: x", await SearchAsync("paris", "x"));
    }

    [Fact]
    public async Task Info_OfAFile_TellsItsSize()
    {
        await WriteAsync("a/b.txt", "hello");

        Assert.Matches(@"^kind: file, bytes: 5, changed: \d{4}-\d\d-\d\d \d\d:\d\d UTC$", await RunAsync(new FileInfoTool(_files), new { path = "a/b.txt" }));
        Assert.Equal("kind: folder", await RunAsync(new FileInfoTool(_files), new { path = "a" }));
        Assert.Equal("Error: file not found: c", await RunAsync(new FileInfoTool(_files), new { path = "c" }));
    }

    public void Dispose() => _root.Dispose();

    private static Task<string> RunAsync(ITool tool, object arguments) => ToolRunner.RunAsync(tool, JsonSerializer.Serialize(arguments));

    private Task<string> ReadAsync(string path) => RunAsync(new ReadFileTool(_files), new { path });

    private Task<string> WriteAsync(string path, string content) => RunAsync(new WriteFileTool(_files), new { path, content });

    private Task<string> MoveAsync(string from, string to) => RunAsync(new MoveFileTool(_files), new { from, to });

    private Task<string> DeleteAsync(string path) => RunAsync(new DeleteFileTool(_files), new { path });

    private Task<string> SearchAsync(string text, string path = ".") => RunAsync(new SearchFilesTool(_files), new { text, path });
}
