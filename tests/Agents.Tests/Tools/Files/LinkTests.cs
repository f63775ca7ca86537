using System.Diagnostics;
using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Files;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Tools.Files;

/// <summary>Links that are there, and links that somebody puts in the place of folders while tools work.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly TemporaryFolder _outside = new();
    private readonly UserFiles _files;
    private readonly string _home;

    public LinkTests()
    {
        _files = new UserFiles(new UserFilesOptions { Root = _root.Path });
        _home = Directory.CreateDirectory(_files.GetFolder(ToolRunner.User)).FullName;
        File.WriteAllText(_outside["secret.txt"], "hidden words");
    }

    [Fact]
    public async Task AnyTool_OnALink_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(_home, "link.txt"), _outside["secret.txt"]);
        Directory.CreateSymbolicLink(Path.Combine(_home, "out"), _outside.Path);
        await File.WriteAllTextAsync(Path.Combine(_home, "a.txt"), "mine", TestContext.Current.CancellationToken);

        foreach (var path in (string[])["link.txt", "out/secret.txt"])
        {
            Assert.Equal("Error: links are not followed", await RunAsync(new AppendFileTool(_files), new { path, content = "x" }));
            Assert.Equal("Error: links are not followed", await RunAsync(new CopyFileTool(_files), new { from = path, to = "b.txt" }));
            Assert.Equal("Error: links are not followed", await RunAsync(new CopyFileTool(_files), new { from = "a.txt", to = path }));
            Assert.Equal("Error: links are not followed", await RunAsync(new MoveFileTool(_files), new { from = path, to = "b.txt" }));
            Assert.Equal("Error: links are not followed", await RunAsync(new DeleteFileTool(_files), new { path }));
            Assert.Equal("Error: links are not followed", await RunAsync(new FileInfoTool(_files), new { path }));
            Assert.Equal("Error: links are not followed", await RunAsync(new SearchFilesTool(_files), new { text = "s", path }));
        }

        Assert.Equal("Error: links are not followed", await RunAsync(new MoveFileTool(_files), new { from = "a.txt", to = "out/a.txt" }));
        Assert.Equal("(nothing found)", await RunAsync(new SearchFilesTool(_files), new { text = "hidden" }));
        AssertUntouched();
    }

    [Fact]
    public async Task AnyTool_WhereTheUsersFolderIsALink_IsRefused()
    {
        Directory.Delete(_home);
        Directory.CreateSymbolicLink(_home, _outside.Path);

        Assert.Equal("Error: file not found: secret.txt", await RunAsync(new ReadFileTool(_files), new { path = "secret.txt" }));
        Assert.Equal("Error: links are not followed", await RunAsync(new WriteFileTool(_files), new { path = "new.txt", content = "x" }));
        AssertUntouched();
    }

    [Fact]
    public async Task Read_OfAPipe_DoesNotWait()
    {
        using (var made = Process.Start("mkfifo", [Path.Combine(_home, "pipe")]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("Error: file not found: pipe", await RunAsync(new ReadFileTool(_files), new { path = "pipe" }));
    }

    [Fact]
    public async Task AnyTool_WhileFoldersBecomeLinks_StaysInside()
    {
        using var done = new CancellationTokenSource();
        var swapping = Task.Run(() => Swap(done.Token), TestContext.Current.CancellationToken);

        for (var round = 0; round < 300; round++)
        {
            // What comes of a call is a matter of luck; where it leads to is not.
            Assert.DoesNotContain("hidden", await RunAsync(new ReadFileTool(_files), new { path = "d/secret.txt" }), StringComparison.Ordinal);
            await RunAsync(new WriteFileTool(_files), new { path = $"d/{round % 5}.txt", content = "mine" });
            await RunAsync(new MoveFileTool(_files), new { from = $"d/{round % 5}.txt", to = "d/sub/moved.txt" });
            await RunAsync(new DeleteFileTool(_files), new { path = "d/secret.txt" });
            Assert.DoesNotContain("hidden", await RunAsync(new SearchFilesTool(_files), new { text = "words" }), StringComparison.Ordinal);
        }

        await done.CancelAsync();
        await swapping;
        AssertUntouched();
    }

    public void Dispose()
    {
        _root.Dispose();
        _outside.Dispose();
    }

    private void Swap(CancellationToken cancellationToken)
    {
        var (folder, aside) = (Path.Combine(_home, "d"), _root["aside"]);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (Directory.Exists(aside))
                {
                    Directory.Delete(aside, recursive: true);
                }

                Directory.CreateDirectory(folder);
                Directory.Move(folder, aside);
                Directory.CreateSymbolicLink(folder, _outside.Path);
                File.Delete(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A tool was faster: it made or took a name, or still writes into the folder that was put aside.
            }
        }
    }

    private void AssertUntouched()
    {
        Assert.Equal(["secret.txt"], Directory.GetFileSystemEntries(_outside.Path).Select(Path.GetFileName));
        Assert.Equal("hidden words", File.ReadAllText(_outside["secret.txt"]));
    }

    private static Task<string> RunAsync(ITool tool, object arguments) => ToolRunner.RunAsync(tool, JsonSerializer.Serialize(arguments));
}
