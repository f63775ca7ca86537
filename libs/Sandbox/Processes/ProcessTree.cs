using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Switchyard.Sandbox.Processes;

/// <summary>Ends a process and everything that came of it.</summary>
internal static class ProcessTree
{
    public static void Kill(Process process, Launch launch)
    {
        if (launch.IsSandboxed)
        {
            KillSandbox(process);
        }
        else
        {
            Try(() => process.Kill(entireProcessTree: true));
            KillMarked($"{DirectLaunch.MarkVariable}={launch.Mark}\0");
        }
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

    // Without a sandbox, a process that has cut itself loose from its parents is found by what it inherited.
    private static void KillMarked(string mark)
    {
        if (!Directory.Exists("/proc"))
        {
            return;
        }

        var bytes = Encoding.ASCII.GetBytes(mark);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && Carries(folder, bytes))
            {
                KillById(id);
            }
        }
    }

    private static bool Carries(string folder, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes($"{folder}/environ").AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
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
