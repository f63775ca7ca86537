using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Administration;

/// <summary>The commands that every kind of the Router's settings has.</summary>
internal static class SettingCommands
{
    /// <summary>Makes <c>list</c>.</summary>
    /// <param name="system">The system that is asked.</param>
    /// <param name="kind">The settings, as the administration's path names them.</param>
    /// <param name="heading">The heading of the last column.</param>
    /// <param name="describe">What stands in it.</param>
    public static Command List(LocalSystem system, string kind, string heading, Func<AdminSetting, string> describe)
    {
        var command = new Command("list", $"Shows the {kind} and where each comes from.");
        command.SetAction((_, cancellationToken) => AdminConnection.RunAsync(system, connection => connection.ListAsync(kind, heading, describe, cancellationToken)));
        return command;
    }

    /// <summary>Makes <c>remove</c>.</summary>
    /// <param name="system">The system that is asked.</param>
    /// <param name="kind">The settings, as the administration's path names them.</param>
    /// <param name="what">What one of them is.</param>
    /// <param name="id">How one of them is named.</param>
    public static Command Remove(LocalSystem system, string kind, string what, Argument<string> id)
    {
        var command = new Command("remove", $"Removes a {what} that was added; one of the configuration comes back.") { id };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(system, connection => connection.RemoveAsync(kind, parsed.GetValue(id)!, cancellationToken)));
        return command;
    }
}
