using Switchyard.Hosting.Logs;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Logs;

public sealed class RotatingLogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Lines_WithinTheLimit_StayInOneFile()
    {
        using (var log = new RotatingLogFile(_folder["a.log"], maxBytes: 100, maxFiles: 3))
        {
            log.WriteLine("one");
            log.WriteLine("two");
        }

        Assert.Equal("one\ntwo\n", File.ReadAllText(_folder["a.log"]));
        Assert.False(File.Exists(_folder["a.log.1"]));
    }

    [Fact]
    public void Lines_BeyondTheLimit_MoveToOlderFiles()
    {
        using (var log = new RotatingLogFile(_folder["a.log"], maxBytes: 4, maxFiles: 3))
        {
            foreach (var line in (string[])["one", "two", "six", "ten"])
            {
                log.WriteLine(line);
            }
        }

        Assert.Equal("ten\n", File.ReadAllText(_folder["a.log"]));
        Assert.Equal("six\n", File.ReadAllText(_folder["a.log.1"]));
        Assert.Equal("two\n", File.ReadAllText(_folder["a.log.2"]));
        Assert.Equal(3, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Line_LongerThanTheLimit_IsKeptWhole()
    {
        using (var log = new RotatingLogFile(_folder["a.log"], maxBytes: 4, maxFiles: 2))
        {
            log.WriteLine("a long line");
        }

        Assert.Equal("a long line\n", File.ReadAllText(_folder["a.log"]));
    }

    [Fact]
    public void File_OfAnEarlierRun_IsContinued()
    {
        File.WriteAllText(_folder["a.log"], "before\n");

        using (var log = new RotatingLogFile(_folder["a.log"], maxBytes: 100, maxFiles: 2))
        {
            log.WriteLine("after");
        }

        Assert.Equal("before\nafter\n", File.ReadAllText(_folder["a.log"]));
    }

    [Fact]
    public void Size_OfAnEarlierRun_CountsTowardsTheLimit()
    {
        File.WriteAllText(_folder["a.log"], "before\n");

        using (var log = new RotatingLogFile(_folder["a.log"], maxBytes: 8, maxFiles: 2))
        {
            log.WriteLine("after");
        }

        Assert.Equal("after\n", File.ReadAllText(_folder["a.log"]));
        Assert.Equal("before\n", File.ReadAllText(_folder["a.log.1"]));
    }

    [Fact]
    public void File_ThatCannotBeWritten_LosesLinesUntilItCan()
    {
        using var log = new RotatingLogFile(_folder["a.log"], maxBytes: 4, maxFiles: 2);
        Assert.True(log.WriteLine("one"));
        Directory.Delete(_folder.Path, recursive: true);

        var lost = log.WriteLine("two");
        Directory.CreateDirectory(_folder.Path);
        var kept = log.WriteLine("six");

        Assert.Equal((false, true), (lost, kept));
        Assert.Equal("six\n", File.ReadAllText(_folder["a.log"]));
    }

    [Fact]
    public void Line_AfterTheEnd_IsDropped()
    {
        var log = new RotatingLogFile(_folder["a.log"], maxBytes: 100, maxFiles: 2);
        log.Dispose();

        log.WriteLine("late");

        Assert.Equal(string.Empty, File.ReadAllText(_folder["a.log"]));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
