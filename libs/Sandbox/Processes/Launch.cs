using System.Diagnostics;

namespace Switchyard.Sandbox.Processes;

/// <summary>How a process is started, what it needs on the host until it ends, and what marks it.</summary>
/// <param name="Info">The program and its arguments.</param>
/// <param name="Scratch">The scratch folder as the process sees it; null without one.</param>
/// <param name="Filter">A file that can go as soon as the process is up; null without one.</param>
/// <param name="HostScratch">The scratch folder on the host, which goes with the process; null without one.</param>
/// <param name="Mark">What its descendants have in their environment; null where nobody can leave the sandbox.</param>
internal sealed record Launch(ProcessStartInfo Info, string? Scratch, string? Filter, string? HostScratch, string? Mark)
{
    public bool IsSandboxed => Mark is null;

    public static ProcessStartInfo Start(IEnumerable<string> command)
    {
        var info = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        info.Environment.Clear();
        foreach (var part in command)
        {
            if (info.FileName.Length == 0)
            {
                info.FileName = part;
            }
            else
            {
                info.ArgumentList.Add(part);
            }
        }

        return info;
    }

    public void RemoveFilter()
    {
        if (Filter is not null)
        {
            File.Delete(Filter);
        }
    }

    public void RemoveScratch()
    {
        if (HostScratch is not null)
        {
            Folders.Remove(HostScratch);
        }
    }
}
