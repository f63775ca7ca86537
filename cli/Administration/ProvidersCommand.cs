using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Administration;

/// <summary><c>switchyard providers</c>: which providers the Router knows, and changes of them.</summary>
internal static class ProvidersCommand
{
    private const string Kind = "providers";

    public static Command Create(LocalSystem system) => new(Kind, "Lists, adds and removes the Router's providers while it runs.")
    {
        SettingCommands.List(system, Kind, "ADDRESS", Describe),
        Add(system),
        SettingCommands.Remove(system, Kind, "provider", new Argument<string>("id") { Description = "The provider." }),
    };

    private static Command Add(LocalSystem system)
    {
        var id = new Argument<string>("id") { Description = "The part of a model string before the slash: lower-case letters, digits and dashes." };
        var address = new Option<string?>("--base-url") { Description = "The root of the API, such as https://llm.example/v1; may be left out for a provider that is known by name." };
        var name = new Option<string?>("--name") { Description = "The name for people." };
        var models = new Option<string?>("--models") { Description = "The models with commas between them; the provider is asked when left out." };
        var variable = new Option<string?>("--key-variable") { Description = "The environment variable of the Router that holds the API key." };
        var key = new Option<bool>("--key-stdin") { Description = "Read the API key from standard input; it is stored encrypted." };
        var command = new Command("add", "Adds a provider, or replaces the one of that name.") { id, address, name, models, variable, key };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(system, async connection =>
        {
            var value = new JsonObject();
            Put(value, "baseUrl", parsed.GetValue(address));
            Put(value, "name", parsed.GetValue(name));
            Put(value, "apiKeyVariable", parsed.GetValue(variable));
            Put(value, "apiKey", parsed.GetValue(key) ? (await Console.In.ReadToEndAsync(cancellationToken)).Trim() : null);
            if (parsed.GetValue(models) is { } text)
            {
                value["models"] = new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(model => (JsonNode)model)]);
            }

            return await connection.SetAsync(Kind, parsed.GetValue(id)!, value, cancellationToken);
        }));
        return command;
    }

    private static void Put(JsonObject value, string name, string? text)
    {
        if (text is not null)
        {
            value[name] = text;
        }
    }

    private static string Describe(AdminSetting setting) =>
        setting.Value.ValueKind == JsonValueKind.Object && setting.Value.TryGetProperty("baseUrl", out var address) ? address.GetString()! : "-";
}
