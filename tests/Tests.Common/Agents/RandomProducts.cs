using System.Globalization;
using System.Net.Http.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.Tests.Common.Agents;

/// <summary>Asks a running AgentHost for products of random numbers. The seed repeats a series; print it.</summary>
public static class RandomProducts
{
    private static readonly string[] s_questions = ["What is {0}*{1}?", "How much is {0}*{1}?", "Calculate {0}*{1}", "{0}*{1} = ?"];

    /// <summary>Asks <paramref name="count"/> products, each as a user of its own.</summary>
    public static async Task<IReadOnlyList<RandomProduct>> AskAsync(HttpClient agentHost, int seed, int count, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var products = new List<RandomProduct>();
        for (var number = 0; number < count; number++)
        {
            var (a, b) = (random.NextInt64(2, 100_000), random.NextInt64(2, 100_000));
            var question = string.Format(CultureInfo.InvariantCulture, s_questions[number % s_questions.Length], a, b);
            products.Add(new RandomProduct(question, (a * b).ToString(CultureInfo.InvariantCulture), await AskAsync(agentHost, question, $"products-{seed}-{number}", cancellationToken)));
        }

        return products;
    }

    private static async Task<RunDetail> AskAsync(HttpClient agentHost, string question, string user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/agents/assistant/runs");
        request.Headers.Accept.ParseAdd("application/json");
        request.Content = JsonContent.Create(new StartRunRequest { Input = question, User = user }, AgentsJsonContext.Default.StartRunRequest);
        using var response = await agentHost.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.RunDetail, cancellationToken))!;
    }
}
