using Switchyard.Inference.Execution;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Inference.Tests.Execution;

public sealed class CpuTopologyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(new[] { "0", "1" }, 2, 2)]
    [InlineData(new[] { "0,2", "1,3", "0,2", "1,3" }, 4, 2)]
    [InlineData(new[] { "0-1", "0-1" }, 2, 1)]
    [InlineData(new[] { "0", "1", "2", "3" }, 2, 2)]
    [InlineData(new string[0], 3, 3)]
    public void CountCores_ListsOfSiblings_CountsEachOnce(string[] siblings, int processors, int expected)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "cpufreq"));
        for (var i = 0; i < siblings.Length; i++)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, $"cpu{i}", "topology")).FullName, "thread_siblings_list"), siblings[i] + "\n");
        }

        Assert.Equal(expected, CpuTopology.CountCores(_folder.Path, processors));
    }

    [Fact]
    public void CountCores_NoFolder_IsEveryProcessor() => Assert.Equal(5, CpuTopology.CountCores(Path.Combine(_folder.Path, "none"), 5));
}
