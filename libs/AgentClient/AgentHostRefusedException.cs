using System.Net;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.QueueClient;

namespace Switchyard.AgentClient;

/// <summary>The AgentHost does not do what it was asked. The message is its sentence for people.</summary>
public sealed class AgentHostRefusedException : Exception
{
    private AgentHostRefusedException(ServiceProblem problem, IReadOnlyList<AgentMistake> mistakes)
        : base(problem.Message) => (Status, Code, Param, Mistakes) = (problem.Status, problem.Code, problem.Param, mistakes);

    /// <summary>Gets the status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Gets what a program tests; <see langword="null"/> where something else than an AgentHost answered.</summary>
    public string? Code { get; }

    /// <summary>Gets the member of the request that is at fault.</summary>
    public string? Param { get; }

    /// <summary>Gets what is wrong with a definition, in the order of the lines; empty where no definition was refused.</summary>
    public IReadOnlyList<AgentMistake> Mistakes { get; }

    internal static async Task<AgentHostRefusedException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new AgentHostRefusedException(await ServiceProblem.ReadAsync(response, cancellationToken).ConfigureAwait(false), MistakesIn(response.StatusCode, body));
    }

    private static IReadOnlyList<AgentMistake> MistakesIn(HttpStatusCode status, string body)
    {
        if (status != HttpStatusCode.BadRequest)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(body, AgentsJsonContext.Default.AgentMistakes)?.Mistakes ?? [];
        }
        catch (JsonException)
        {
            // Another refusal: its sentence is all there is.
            return [];
        }
    }
}
