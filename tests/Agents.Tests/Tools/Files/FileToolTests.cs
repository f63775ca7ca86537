using System.Text.Json;
using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tests.Tools.Files;

public sealed class FileToolTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("switchyard-files-").FullName;
    private readonly UserFiles _files;

    public FileToolTests() => _files = new UserFiles(new UserFilesOptions { Root = _root, MaxFileBytes = 100, MaxEntries = 25, MaxTotalBytes = 250 });

    [Fact]
    public async Task Read_AfterWrite_GivesTheText()
    {
        Assert.Equal("Wrote 5 bytes to notes.txt", await WriteAsync("notes.txt", "hello"));

        Assert.Equal("hello", await ReadAsync("notes.txt"));
        Assert.Equal("notes.txt", await ListAsync("."));
    }

    [Fact]
    public async Task Write_InFolder_MakesTheFolder()
    {
        await WriteAsync("a/b/c.txt", "x");

        Assert.Equal("b/", await ListAsync("a"));
        Assert.Equal("c.txt", await ListAsync("a/b/"));
        Assert.Equal("x", await ReadAsync("./a/b/c.txt"));
    }

    [Fact]
    public void Search_InManyFiles_TellsHowFarItIs()
    {
        var files = new UserFiles(new UserFilesOptions { Root = _root });
        Directory.CreateDirectory(files.GetFolder(ToolRunner.User));
        foreach (var number in Enumerable.Range(0, 205))
        {
            File.WriteAllText(Path.Combine(files.GetFolder(ToolRunner.User), $"{number:000}.txt"), "x");
        }

        var told = new ToldProgress();
        files.Find(ToolRunner.User, ".", "y", told, TestContext.Current.CancellationToken);

        Assert.Equal(["100 files searched", "200 files searched"], told.Texts);
    }

    [Fact]
    public async Task Write_Twice_Replaces()
    {
        await WriteAsync("a.txt", "first");
        await WriteAsync("a.txt", "2nd");

        Assert.Equal("2nd", await ReadAsync("a.txt"));
        Assert.Equal(["a.txt"], Directory.GetFiles(_files.GetFolder(ToolRunner.User)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Read_OfAnotherUser_FindsNothing()
    {
        await WriteAsync("a.txt", "mine");

        Assert.Equal("Error: file not found: a.txt", await ReadAsync("a.txt", "bob"));
        Assert.Equal("(no files)", await ToolRunner.RunAsync(new ListFilesTool(_files), "{}", "bob"));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../secret.txt")]
    [InlineData("a/../../secret.txt")]
    [InlineData("..")]
    [InlineData("a//b.txt")]
    [InlineData("a/./b.txt")]
    [InlineData("..\\secret.txt")]
    [InlineData("C:secret.txt")]
    [InlineData("a\u0000.txt")]
    [InlineData("a\nb.txt")]
    public async Task AnyTool_HostilePath_IsRefused(string path)
    {
        const string Refusal = "Error: the path must be relative, of plain names, without '..'";

        Assert.Equal(Refusal, await ReadAsync(path));
        Assert.Equal(Refusal, await WriteAsync(path, "x"));
        Assert.Equal(Refusal, await ListAsync(path));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public async Task AnyTool_DeepOrLongPath_IsRefused()
    {
        Assert.StartsWith("Error: the path must", await WriteAsync(string.Join('/', Enumerable.Repeat("d", 17)), "x"));
        Assert.StartsWith("Error: the path must", await WriteAsync(new string('n', 101), "x"));
    }

    [Fact]
    public async Task AnyTool_LinkAsFile_IsRefused()
    {
        var outside = Path.Combine(_root, "outside.txt");
        await File.WriteAllTextAsync(outside, "secret", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(CreateHome(), "link.txt"), outside);

        Assert.Equal("Error: links are not followed", await ReadAsync("link.txt"));
        Assert.Equal("Error: links are not followed", await WriteAsync("link.txt", "x"));
        Assert.Equal("(no files)", await ListAsync("."));
        Assert.Equal("secret", await File.ReadAllTextAsync(outside, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnyTool_LinkAsFolder_IsRefused()
    {
        Directory.CreateSymbolicLink(Path.Combine(CreateHome(), "out"), "/etc");

        Assert.Equal("Error: links are not followed", await ReadAsync("out/passwd"));
        Assert.Equal("Error: links are not followed", await WriteAsync("out/x.txt", "x"));
        Assert.Equal("Error: links are not followed", await ListAsync("out"));
    }

    [Fact]
    public async Task Write_DanglingLink_IsRefused()
    {
        var target = Path.Combine(_root, "made.txt");
        File.CreateSymbolicLink(Path.Combine(CreateHome(), "link.txt"), target);

        Assert.Equal("Error: links are not followed", await WriteAsync("link.txt", "x"));
        Assert.False(File.Exists(target));
    }

    [Fact]
    public async Task Write_LargeContent_IsRefused() => Assert.Equal("Error: the content is larger than 100 bytes", await WriteAsync("a.txt", new string('é', 51)));

    [Fact]
    public async Task Read_LargeFile_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(CreateHome(), "big.txt"), new string('x', 101), TestContext.Current.CancellationToken);

        Assert.Equal("Error: big.txt is larger than 100 bytes", await ReadAsync("big.txt"));
    }

    [Fact]
    public async Task Read_BinaryFile_IsRefused()
    {
        await File.WriteAllBytesAsync(Path.Combine(CreateHome(), "b.txt"), [1, 0, 2], TestContext.Current.CancellationToken);

        Assert.Equal("Error: b.txt is not a text file", await ReadAsync("b.txt"));
    }

    [Fact]
    public async Task Write_OverTheQuota_IsRefused()
    {
        await WriteAsync("1.txt", new string('x', 100));
        await WriteAsync("2.txt", new string('x', 100));

        Assert.Equal("Error: the files together are over 250 bytes", await WriteAsync("3.txt", new string('x', 100)));
        Assert.Equal("Wrote 100 bytes to 2.txt", await WriteAsync("2.txt", new string('y', 100)));
    }

    [Fact]
    public async Task Write_OverTheNumber_IsRefused()
    {
        for (var number = 0; number < 25; number++)
        {
            Assert.StartsWith("Wrote", await WriteAsync($"{number}.txt", "x"));
        }

        Assert.Equal("Error: there are 25 files at most", await WriteAsync("one-more.txt", "x"));
        Assert.Equal("Wrote 1 bytes to 0.txt", await WriteAsync("0.txt", "y"));
    }

    [Fact]
    public async Task Write_OntoFolder_IsRefused()
    {
        await WriteAsync("a/b.txt", "x");

        Assert.Equal("Error: a is a folder", await WriteAsync("a", "x"));
        Assert.Equal("Error: a is a folder", await ReadAsync("a"));
        Assert.Equal("Error: . is a folder", await WriteAsync(".", "x"));
        Assert.Equal("Error: a folder of the path is a file", await WriteAsync("a/b.txt/c.txt", "x"));
    }

    [Fact]
    public async Task List_MissingFolder_IsAnError() => Assert.Equal("Error: folder not found: data", await ListAsync("data"));

    [Fact]
    public async Task List_ManyFiles_IsSortedAndBounded()
    {
        var home = CreateHome();
        for (var number = 0; number < 30; number++)
        {
            await File.WriteAllTextAsync(Path.Combine(home, $"{number:00}.txt"), "x", TestContext.Current.CancellationToken);
        }

        var names = (await ListAsync(".")).Split('\n');

        Assert.Equal(25, names.Length);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("Ada")]
    public void Folder_OfAnyUser_LiesInTheRootAndIsItsOwn(string user)
    {
        Assert.Equal(_root, Path.GetDirectoryName(_files.GetFolder(user)));
        Assert.NotEqual(_files.GetFolder("ada"), _files.GetFolder(user));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string CreateHome() => Directory.CreateDirectory(_files.GetFolder(ToolRunner.User)).FullName;

    private Task<string> ReadAsync(string path, string user = ToolRunner.User) => ToolRunner.RunAsync(new ReadFileTool(_files), JsonSerializer.Serialize(new { path }), user);

    private Task<string> WriteAsync(string path, string content) => ToolRunner.RunAsync(new WriteFileTool(_files), JsonSerializer.Serialize(new { path, content }));

    private Task<string> ListAsync(string path) => ToolRunner.RunAsync(new ListFilesTool(_files), JsonSerializer.Serialize(new { path }));
}
