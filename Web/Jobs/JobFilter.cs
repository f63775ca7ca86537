using System.Text;
using Switchyard.QueueClient;

namespace Switchyard.Web.Jobs;

/// <summary>Which jobs a list shows; its address says so, and so it can be kept and sent.</summary>
/// <param name="Tab">The choice by status.</param>
/// <param name="Queue">Only of this queue; <see langword="null"/> for all.</param>
/// <param name="Priority">Only of this priority; <see langword="null"/> for all.</param>
internal sealed record JobFilter(JobTab Tab, string? Queue, string? Priority)
{
    public bool IsNone => Tab == JobTab.Everything && Queue is null && Priority is null;

    /// <summary>Gets the address of the page that shows these.</summary>
    public string Address => Append("jobs", ("show", Tab.Name), ("queue", Queue), ("priority", Priority));

    /// <summary>Gets what the Router is asked for at most <paramref name="limit"/> of them.</summary>
    public JobQuery ToQuery(int limit) => new() { Statuses = Tab.Statuses, Queue = Queue, Priority = Priority, Limit = limit };

    private static string Append(string path, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in members)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return text.ToString();
    }
}
