using System.Globalization;

namespace Switchyard.Inference.Execution;

/// <summary>What the machine's processors are made of.</summary>
internal static class CpuTopology
{
    private const string Folder = "/sys/devices/system/cpu";

    /// <summary>Gets the number of physical cores this process may use: two threads of one core multiply matrices no faster than one.</summary>
    public static int PhysicalCores { get; } = CountCores(Folder, Environment.ProcessorCount);

    /// <summary>Counts the cores whose threads Linux lists below <paramref name="folder"/>, at most <paramref name="processors"/>; where it lists none, every processor is one.</summary>
    /// <remarks>Source: Linux, Documentation/admin-guide/cputopology.rst, <c>thread_siblings_list</c>.</remarks>
    internal static int CountCores(string folder, int processors)
    {
        if (!Directory.Exists(folder))
        {
            return processors;
        }

        var cores = Directory.EnumerateDirectories(folder, "cpu*")
            .Where(cpu => int.TryParse(Path.GetFileName(cpu)[3..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct(StringComparer.Ordinal)
            .Count();
        return cores == 0 ? processors : Math.Min(cores, processors);
    }
}
