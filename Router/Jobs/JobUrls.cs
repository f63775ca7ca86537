using System.Text.RegularExpressions;

namespace Switchyard.Router.Jobs;

/// <summary>What can be asked by a job: the kinds of jobs are the paths of requests.</summary>
internal static partial class JobUrls
{
    public const string Chat = "/v1/chat/completions";
    public const string Responses = "/v1/responses";
    public const string Completions = "/v1/completions";
    public const string Embeddings = "/v1/embeddings";

    /// <summary>The kinds of all agents' runs. Which agents there are only the AgentHost knows.</summary>
    public const string AgentRuns = "/v1/agents/*";

    /// <summary>The paths of models' requests, as they are told to people.</summary>
    public const string DescribedRequests = $"{Chat}, {Responses}, {Completions}, {Embeddings}";

    /// <summary>All paths, as they are told to people.</summary>
    public const string Described = $"{DescribedRequests} and /v1/agents/{{agent}}/runs";

    private static readonly string[] s_requests = [Chat, Responses, Completions, Embeddings];

    public static bool IsKnown(string url) => IsRequest(url) || IsAgentRun(url);

    public static bool IsRequest(string url) => s_requests.Contains(url);

    public static bool IsAgentRun(string url) => AgentRun().IsMatch(url);

    [GeneratedRegex(@"^/v1/agents/[A-Za-z0-9][A-Za-z0-9._-]{0,63}/runs\z")]
    private static partial Regex AgentRun();
}
