using System.Text;

namespace Switchyard.Sandbox.Tests;

public sealed class ArtefactTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_OfAStep_AreReturnedOnce()
    {
        await RunAsync(["math"], async session =>
        {
            var first = await session.ExecuteAsync("with open('ä.txt', 'w') as f: f.write('hello ü')\nopen('empty', 'w').close()", Token);
            var second = await session.ExecuteAsync("open('ä.txt').read()", Token);
            var third = await session.ExecuteAsync("with open('ä.txt', 'a') as f: f.write('!')", Token);

            Assert.Equal([("empty", 0L, ""), ("ä.txt", 8L, "hello ü")], Files(first));
            Assert.Equal(("'hello ü'", 0), (second.Value, second.Artefacts.Count));
            Assert.Equal([("ä.txt", 9L, "hello ü!")], Files(third));
        });
    }

    [Fact]
    public async Task Files_InFolders_KeepTheirPaths()
    {
        await RunAsync(["pathlib"], async session =>
        {
            Assert.Equal([("a/b/c.txt", 1L, "x")], Files(await session.ExecuteAsync("from pathlib import Path\nPath('a/b').mkdir(parents=True)\nPath('a/b/c.txt').write_text('x')", Token)));
        });
    }

    [Fact]
    public async Task Files_ThatAreLarge_AreListedWithoutContent()
    {
        await RunAsync(["math"], async session =>
        {
            var result = await session.ExecuteAsync("for i in range(40):\n    with open(f'{i:02}', 'w') as f: f.write('a' * 100)\nwith open('.big', 'w') as f: f.write('a' * 2_000_000)", Token);

            Assert.Equal((32, 9), (result.Artefacts.Count, result.ArtefactsLeftOut));
            Assert.Equal((".big", 2_000_000L, true), (result.Artefacts[0].Name, result.Artefacts[0].Size, result.Artefacts[0].Content is null));
        });
    }

    [Theory]
    [InlineData("import os\nos.symlink('/etc/passwd', 'link')\nos.symlink('/proc/1/environ', 'env')\nos.symlink('/', 'root')\nos.symlink('.', 'loop')")]
    [InlineData("import os\nos.mkfifo('pipe')")]
    [InlineData("import os, socket\nsocket.socket(socket.AF_UNIX).bind('socket')")]
    [InlineData("import os\nwhile True:\n    try: os.mkdir('d' * 200); os.chdir('d' * 200)\n    except OSError: break")]
    public async Task Files_ThatAreNone_AreNotFollowed(string code)
    {
        await RunAsync(["*"], async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((CodeOutcome.Ok, 0), (result.Outcome, result.Artefacts.Count));
            Assert.Equal("1", (await session.ExecuteAsync("1", Token)).Value);
        });
    }

    [Fact]
    public async Task Files_WithOddNames_AreListed()
    {
        await RunAsync(["*"], async session =>
        {
            var result = await session.ExecuteAsync("import os\nfor name in (b'\\xff', b'a\\nb', b'\"'): os.close(os.open(name, os.O_CREAT | os.O_WRONLY))", Token);

            Assert.Equal(["\"", "a\nb", "\\udcff"], result.Artefacts.Select(static artefact => artefact.Name));
        });
    }

    [Fact]
    public async Task Folder_ThatIsFull_DoesNoHarm()
    {
        await RunAsync(["*"], async session =>
        {
            var space = await session.ExecuteAsync("for i in range(100):\n    with open(f'{i}', 'wb') as f: f.write(b'a' * 10 ** 7)", Token);
            var large = await session.ExecuteAsync("import os\nfor f in os.listdir(): os.remove(f)\nwith open('x', 'wb') as f: f.truncate(10 ** 10)", Token);
            var many = await session.ExecuteAsync("for i in range(10_000): open(f'{i}', 'w').close()", Token);

            Assert.Contains("No space left on device", space.Error, StringComparison.Ordinal);
            Assert.Contains("File too large", large.Error, StringComparison.Ordinal);
            Assert.Contains("No space left on device", many.Error, StringComparison.Ordinal);
            Assert.Equal("1", (await session.ExecuteAsync("1", Token)).Value);
        });
    }

    [Theory]
    [InlineData("open('/etc/x', 'w')")]
    [InlineData("open('/x', 'w')")]
    [InlineData("open('/dev/x', 'w')")]
    [InlineData("open('../x', 'w')")]
    [InlineData("import os\nos.symlink('/x', 'link')\nopen('link', 'w')")]
    public async Task Files_OutsideTheFolder_CannotBeWritten(string code)
    {
        await RunAsync(["*"], async session =>
        {
            Assert.Matches("Read-only file system|Permission denied", (await session.ExecuteAsync(code, Token)).Error);
        });
    }

    [Fact]
    public async Task Files_OfASession_AreNotThereForTheNext()
    {
        await RunAsync(["os"], async session => await session.ExecuteAsync("open('x', 'w').close()", Token));
        await RunAsync(["os"], async session => Assert.Equal("[]", (await session.ExecuteAsync("import os\nos.listdir('.')", Token)).Value));
    }

    private static Task RunAsync(string[] imports, Func<SandboxSession, Task> body) => Sandboxed.RunAsync(Sandboxed.Create(options => (options.AllowFileWrites, options.AllowedImports) = (true, imports)), body);

    private static IEnumerable<(string Name, long Size, string Content)> Files(CodeResult result) => result.Artefacts.Select(static artefact => (artefact.Name, artefact.Size, Encoding.UTF8.GetString(artefact.Content!.Value.Span)));
}
