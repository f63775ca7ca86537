using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Administration;

/// <summary><c>switchyard routes</c>: what the Router tries when a model cannot answer, and changes of it.</summary>
internal static class RoutesCommand
{
    private const string Kind = "routes";

    public static Command Create(LocalSystem system) => new(Kind, "Lists, adds and removes the Router's routes while it runs.")
    {
        SettingCommands.List(system, Kind, "FALLBACKS", Describe),
        Add(system),
        SettingCommands.Remove(system, Kind, "route", Model()),
    };

    private static Command Add(LocalSystem system)
    {
        var model = Model();
        var fallbacks = new Argument<string[]>("fallbacks") { Description = "The model strings to try after it, in order.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("add", "Adds a route, or replaces the one of that model.") { model, fallbacks };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(system, connection => connection.SetAsync(
            Kind, parsed.GetValue(model)!, new JsonObject { ["fallbacks"] = new JsonArray([.. parsed.GetValue(fallbacks)!.Select(fallback => (JsonNode)fallback)]) }, cancellationToken)));
        return command;
    }

    private static Argument<string> Model() => new("model") { Description = "The model string, such as openai/gpt-4o-mini." };

    private static string Describe(AdminSetting setting) =>
        setting.Value.TryGetProperty("fallbacks", out var fallbacks) && fallbacks.ValueKind == JsonValueKind.Array ? string.Join(", ", fallbacks.EnumerateArray()) : "-";
}
