using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Switchyard.Sandbox.Processes;

/// <summary>Ends a process and everything that came of it.</summary>
internal static class ProcessTree
{
    private static readonly byte[] s_markName = Encoding.ASCII.GetBytes($"{DirectLaunch.MarkVariable}=");

    public static void Kill(Process process, Launch launch)
    {
        if (launch.IsSandboxed)
        {
            KillSandbox(process);
        }
        else
        {
            Try(() => process.Kill(entireProcessTree: true));
            KillMarked(mark => mark == launch.Mark);
        }
    }

    /// <summary>How much processor time the code has used; null where its process is gone.</summary>
    public static TimeSpan? ProcessorTime(Process process, Launch launch)
    {
        int? id = launch.IsSandboxed ? Children(process) is [var child, ..] ? child : null : process.Id;
        return id is { } known ? ProcStat.Read(known)?.ProcessorTime : null;
    }

    // The child of bubblewrap is the first process of the sandbox: with it the kernel ends all the others, whoever their parents are, and only when they
    // are gone does bubblewrap see its child end, and ends as well. Ended itself, it would leave them to end some time later.
    private static void KillSandbox(Process process)
    {
        var children = Children(process);
        foreach (var child in children)
        {
            KillById(child);
        }

        if (children.Length == 0)
        {
            Try(process.Kill);
        }
    }

    private static int[] Children(Process process)
    {
        try
        {
            var id = process.Id;
            return process.HasExited ? [] : [.. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        // Gone in between, or a kernel that does not list children: then bubblewrap's own "die with parent" ends them.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>
    /// Ends the processes whose mark is wanted. Without a sandbox, one that has cut itself loose from its parents is found by what it inherited.
    /// </summary>
    public static void KillMarked(Func<string, bool> isWanted)
    {
        if (!Directory.Exists("/proc"))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && FindMark(folder) is { } mark && isWanted(mark))
            {
                KillById(id);
            }
        }
    }

    private static string? FindMark(string folder)
    {
        try
        {
            var environment = File.ReadAllBytes($"{folder}/environ").AsSpan();
            var start = environment.IndexOf(s_markName);
            if (start < 0)
            {
                return null;
            }

            var value = environment[(start + s_markName.Length)..];
            var end = value.IndexOf((byte)0);
            return Encoding.ASCII.GetString(end < 0 ? value : value[..end]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void KillById(int id) => Try(() =>
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    });

    private static void Try(Action kill)
    {
        try
        {
            kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or Win32Exception or AggregateException)
        {
            // It is gone already.
            return;
        }
    }
}
