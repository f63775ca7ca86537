namespace Switchyard.Router.Jobs;

/// <summary>What can be asked by a job: the kinds of jobs are the paths of requests.</summary>
internal static class JobUrls
{
    public const string Chat = "/v1/chat/completions";
    public const string Responses = "/v1/responses";
    public const string Completions = "/v1/completions";
    public const string Embeddings = "/v1/embeddings";

    public static IReadOnlyList<string> All { get; } = [Chat, Responses, Completions, Embeddings];
}
