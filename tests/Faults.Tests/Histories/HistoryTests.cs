using Switchyard.Faults.Histories;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Faults.Tests.Histories;

/// <summary>Histories outlive their writers.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Lines_OfSeveralProcesses_AreReadInTheOrderOfTime()
    {
        using var folder = new TemporaryFolder();
        var second = new HistoryLine(Happening.Effect, "w2") { At = 2, Job = Guid.NewGuid(), Attempt = 3, Key = "k", Detail = "d" };
        var first = new HistoryLine(Happening.Killed, "w1") { At = 1 };
        using (var writer = new HistoryWriter(Path.Combine(folder.Path, "b.jsonl")))
        {
            writer.Append(second);
        }

        using (var writer = new HistoryWriter(Path.Combine(folder.Path, "a.jsonl")))
        {
            writer.Append(first);
        }

        Assert.Equal([first, second], HistoryReader.Read(folder.Path));
    }

    [Fact]
    public void LastLine_WhoseWriterDiedInTheMiddleOfIt_IsLeftOut()
    {
        using var folder = new TemporaryFolder();
        var whole = new HistoryLine(Happening.Started, "w1") { At = 1 };
        File.WriteAllText(Path.Combine(folder.Path, "a.jsonl"), System.Text.Encoding.UTF8.GetString(whole.ToBytes()) + "{\"what\":\"Eff");

        Assert.Equal([whole], HistoryReader.Read(folder.Path));
    }
}
