using System.CommandLine;
using System.Net.Http.Json;
using Switchyard.Cli.Administration;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Models;

/// <summary><c>switchyard models</c>: has a provider fetch models or throw them away.</summary>
internal static class ModelsCommand
{
    private const string Path = "/v1/models";

    public static Command Create(LocalSystem system) => new("models", "Has a provider fetch models, or remove them.")
    {
        Pull(system),
        Remove(system),
    };

    private static Command Pull(LocalSystem system)
    {
        var model = Model("ollama/qwen3:4b; without the provider where one alone can pull");
        var command = new Command("pull", "Has a provider fetch a model, and shows how far it is. Ctrl-C ends it; the next pull goes on from there.") { model };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(system, connection => connection.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"{Path}/pull") { Content = JsonContent.Create(new PullModelRequest { Model = parsed.GetValue(model) }, RoutingJsonContext.Default.PullModelRequest) },
            async response => await PullProgress.ShowAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken),
            cancellationToken)));
        return command;
    }

    private static Command Remove(LocalSystem system)
    {
        var model = Model("ollama/qwen3:4b");
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("remove", "Removes a model where its provider keeps it.") { model, yes };
        command.SetAction((parsed, cancellationToken) => RemoveAsync(system, parsed.GetValue(model)!, parsed.GetValue(yes), cancellationToken));
        return command;
    }

    private static async Task<int> RemoveAsync(LocalSystem system, string model, bool isSure, CancellationToken cancellationToken)
    {
        if (!isSure)
        {
            await Console.Out.WriteAsync($"Remove '{model}' from the provider's disk? It has to be pulled again after that. [y/N] ".AsMemory(), cancellationToken);
            if (await Console.In.ReadLineAsync(cancellationToken) is not ("y" or "Y" or "yes"))
            {
                Console.WriteLine("Nothing was removed.");
                return ExitCodes.Failure;
            }
        }

        return await AdminConnection.RunAsync(system, connection => connection.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, $"{Path}/{Uri.EscapeDataString(model)}"),
            _ =>
            {
                Console.WriteLine($"'{model}' is removed.");
                return Task.FromResult(ExitCodes.Success);
            },
            cancellationToken));
    }

    private static Argument<string> Model(string example) => new("model") { Description = $"The model, such as {example}." };
}
