using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.OpenAI;
using Switchyard.Contracts.Routing;

namespace Switchyard.Cli.Models;

/// <summary>Shows the events of a pull: one line that changes in a terminal, elsewhere a line where something new is said.</summary>
internal static class PullProgress
{
    private const int Width = 24;

    public static async Task<int> ShowAsync(Stream body, CancellationToken cancellationToken)
    {
        var shown = string.Empty;
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            switch (item.EventType)
            {
                case PullEventTypes.Progress:
                    shown = Show(JsonSerializer.Deserialize(item.Data, RoutingJsonContext.Default.PullEvent)!, shown);
                    break;
                case PullEventTypes.Done:
                    EndLine(shown);
                    Console.WriteLine($"'{JsonSerializer.Deserialize(item.Data, RoutingJsonContext.Default.PullEvent)!.Model}' is there.");
                    return ExitCodes.Success;
                case PullEventTypes.Error:
                    EndLine(shown);
                    await Console.Error.WriteLineAsync(JsonSerializer.Deserialize(item.Data, OpenAIJsonContext.Default.ErrorResponse)!.Error.Message);
                    return ExitCodes.Failure;
            }
        }

        EndLine(shown);
        await Console.Error.WriteLineAsync("The Router broke off before the model was there; pull it again to go on from there.");
        return ExitCodes.Failure;
    }

    /// <summary>Says how far a pull is, in one line.</summary>
    public static string Describe(PullEvent progress) => progress is { Percent: { } percent, Completed: { } completed, Total: { } total }
        ? string.Create(CultureInfo.InvariantCulture, $"{Bar(percent)} {percent,5:0.0} %  {Size(completed)} of {Size(total)}  {progress.Status}")
        : progress.Status ?? string.Empty;

    private static string Show(PullEvent progress, string shown)
    {
        if (!Console.IsOutputRedirected)
        {
            var line = Describe(progress);
            Console.Write($"\r{line.PadRight(shown.Length)}");
            return line;
        }

        // A file or a pipe gets the steps, not every byte.
        var step = progress.Status ?? string.Empty;
        if (step != shown)
        {
            Console.WriteLine(step);
        }

        return step;
    }

    private static void EndLine(string shown)
    {
        if (!Console.IsOutputRedirected && shown.Length > 0)
        {
            Console.WriteLine();
        }
    }

    private static string Bar(double percent)
    {
        var full = Math.Clamp((int)(percent / 100 * Width), 0, Width);
        return $"[{new string('#', full)}{new string('.', Width - full)}]";
    }

    private static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
