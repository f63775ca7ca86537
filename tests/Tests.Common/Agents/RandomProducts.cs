using System.Globalization;
using System.Net.Http.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.Tests.Common.Agents;

/// <summary>
/// Products of random numbers, and their asking of a running AgentHost. A seed repeats a series; print it. The factors are of the size the
/// embedded model was trained on, where it calls the calculator rightly and copies its result in about 99 of 100 cases
/// (<c>bench/results/products.md</c>). Of 20 that leaves a few series in a thousand below 18, which is no fault of the code that is tested:
/// so the seed is fixed unless <c>SWITCHYARD_SEED</c> gives another.
/// </summary>
public static class RandomProducts
{
    private const int DefaultSeed = 2026;
    private const int LargestLeft = 9_999;
    private const int LargestRight = 999;

    private static readonly string[] s_questions = ["What is {0}*{1}?", "How much is {0}*{1}?", "Calculate {0}*{1}", "{0}*{1} = ?"];

    /// <summary>Gets the seed of this run's series.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("SWITCHYARD_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultSeed;

    /// <summary>Draws <paramref name="count"/> pairs.</summary>
    public static IReadOnlyList<Factors> Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Factors(random.Next(2, LargestLeft + 1), random.Next(2, LargestRight + 1)))];
    }

    /// <summary>Asks <paramref name="count"/> products, each as a user of its own.</summary>
    public static async Task<IReadOnlyList<RandomProduct>> AskAsync(HttpClient agentHost, int seed, int count, CancellationToken cancellationToken)
    {
        var products = new List<RandomProduct>();
        foreach (var (number, factors) in Draw(seed, count).Index())
        {
            var question = string.Format(CultureInfo.InvariantCulture, s_questions[number % s_questions.Length], factors.Left, factors.Right);
            products.Add(new RandomProduct(question, factors.Product, await AskAsync(agentHost, question, $"products-{seed}-{number}", cancellationToken)));
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
