using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;
using Switchyard.Web.Tests.Graphs;

namespace Switchyard.Web.Tests.Support;

/// <summary>Agents, their runs and sessions as the AgentHost describes them.</summary>
internal static class AgentSamples
{
    public const string Waiting = "run_waiting";
    public const string Done = "run_done";
    public const string Fork = "run_fork";
    public const string Failed = "run_failed";
    public const string Called = "run_called";
    public const string Session = "0198a000-0000-7000-8000-000000000001";

    public const string Yaml = "id: clerk\nkind: react\nmodel: local/pocket\ntools: [\"*\"]\napprovals:\n  - tool: send_mail\n    action: ask\n";

    private const string OlderYaml = "id: clerk\nkind: react\nmodel: default\ntools: [\"*\"]\n";

    public static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Gets a list with the agent <c>clerk</c>.</summary>
    public static string Agents => Json(new AgentList { Data = [Info(2)] }, AgentsJsonContext.Default.AgentList);

    /// <summary>Gets the agent <c>clerk</c> in one of its versions.</summary>
    public static string Agent(int version) => Json(
        new AgentDetail(Info(version), new AgentDocument { Id = "clerk" }, version == 1 ? OlderYaml : Yaml, [.. Enumerable.Range(1, Math.Max(2, version)).Reverse().Select(static number => new AgentVersion { Version = number, Source = AgentSources.Api, CreatedAt = At })])
        {
            Graph = GraphSamples.ReAct,
        },
        AgentsJsonContext.Default.AgentDetail);

    public static string Approvals(params IReadOnlyList<WaitingRequest> requests) => Json(new ApprovalList { Data = requests }, AgentsJsonContext.Default.ApprovalList);

    /// <summary>A tool call a person is asked about.</summary>
    public static WaitingRequest Approval() => Request("k1", WaitingKinds.Approval, "Send this mail?") with
    {
        Choices = ["approve", "refuse"],
        Tool = "send_mail",
        Arguments = JsonElement.Parse("""{"to":"ann@example.org","subject":"<b>Hello</b>"}"""),
        Node = "act",
        ExpiresAt = new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A question that any text answers.</summary>
    public static WaitingRequest Question() => Request("k2", WaitingKinds.Question, "Which Ann do you mean?");

    /// <summary>A call of which nobody knows whether it happened.</summary>
    public static WaitingRequest Uncertain() => Request("k3", WaitingKinds.Uncertain, "send_mail may have been called") with { Tool = "send_mail", Arguments = JsonElement.Parse("""{"to":"bob@example.org"}""") };

    /// <summary>A run in the state <paramref name="status"/>.</summary>
    public static string Run(string id, string status, params IReadOnlyList<WaitingRequest> waiting)
        => Json(new RunDetail(Summary(id, status), []) { Waiting = waiting, Graph = GraphSamples.ReAct }, AgentsJsonContext.Default.RunDetail);

    /// <summary>Gets a picture of one point.</summary>
    public static byte[] Dot { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>A run whose code wrote files: a small picture, one that is no picture, a large picture, one that was not kept.</summary>
    public static string RunWithFiles(string id) => Json(
        new RunDetail(Summary(id, RunStatuses.Completed), [])
        {
            Artifacts =
            [
                File("out/dot.png", 70, "image/png", isKept: true),
                File("page.html", 8, "application/octet-stream", isKept: true),
                File("huge.png", 9_000_000, "image/png", isKept: true),
                File("lost.csv", 2_000_000_000, "text/csv", isKept: false),
            ],
        },
        AgentsJsonContext.Default.RunDetail);

    /// <summary>A run that has answered, and called the agent <c>poster</c>.</summary>
    public static string RunWithMember(string id, string member) => Json(
        new RunDetail(Summary(id, RunStatuses.Completed), []) { Graph = GraphSamples.ReAct, Members = [new MemberRun { Id = member, Agent = "poster", Version = 3, Status = RunStatuses.Completed, CalledAt = At }] },
        AgentsJsonContext.Default.RunDetail);

    /// <summary>The run that another one called.</summary>
    public static string CalledRun(string id, string caller) => Json(
        new RunDetail(Summary(id, RunStatuses.Completed) with { Agent = "poster", Input = "Post it.", Caller = caller }, []) { Graph = GraphSamples.ReAct }, AgentsJsonContext.Default.RunDetail);

    public static RunSummary Summary(string id, string status) => new()
    {
        Id = id,
        Agent = "clerk",
        Version = 2,
        User = "local",
        Conversation = Session,
        Status = status,
        Model = "local/pocket",
        Input = "Write to Ann that the train is late.",
        CreatedAt = At,
        CompletedAt = status is RunStatuses.Running or RunStatuses.Waiting ? null : At.AddSeconds(4),
        Output = status == RunStatuses.Completed ? $"The mail is **sent** by {id}." : null,
        Error = status == RunStatuses.Failed ? "The mail server does not answer." : null,
        Usage = new RunUsage { ModelCalls = 2, ToolCalls = 1, InputTokens = 812, OutputTokens = 64, Cost = 0.0021m },
        Parent = id == Fork ? Done : null,
        ForkedAt = id == Fork ? 5 : null,
    };

    /// <summary>The journal of a run that asked the model, called a tool with somebody's word and answered.</summary>
    public static string History(string lastAnswer) => Json(
        new RunHistory
        {
            Data =
            [
                Item(1, 0, RunHistoryKinds.Started),
                Item(2, 0, RunHistoryKinds.Intent) with { Node = "think", Name = "local/pocket", Key = "m1" },
                Item(3, 900, RunHistoryKinds.Receipt) with { Node = "think", Name = "local/pocket", Key = "m1", DurationMs = 900, InputTokens = 400, OutputTokens = 30, Cost = 0.001m },
                Item(5, 910, RunHistoryKinds.Step) with { Node = "think", Next = ["act"] },
                Item(6, 920, RunHistoryKinds.Question) with { Node = "act", Key = "k1", Text = "Send this mail?" },
                Item(7, 3_600_920, RunHistoryKinds.Answer) with { Node = "act", Key = "k1", Text = "approve" },
                Item(8, 3_600_930, RunHistoryKinds.Intent) with { Node = "act", Name = "send_mail", Key = "t1" },
                Item(9, 3_601_430, RunHistoryKinds.Receipt) with { Node = "act", Name = "send_mail", Key = "t1" },
                Item(10, 3_601_440, RunHistoryKinds.Step) with { Step = 2, Node = "act", Next = ["think"] },
                Item(11, 3_602_440, RunHistoryKinds.Receipt) with { Step = 3, Node = "think", Name = lastAnswer, Key = "m2", DurationMs = 1000, InputTokens = 412, OutputTokens = 34, Cost = 0.0011m },
                Item(12, 3_602_450, RunHistoryKinds.Step) with { Step = 3, Node = "think", Next = ["answer"] },
                Item(13, 3_602_460, RunHistoryKinds.Step) with { Step = 4, Node = "answer" },
                Item(14, 3_602_470, RunHistoryKinds.Ended) with { Step = 4 },
            ],
        },
        AgentsJsonContext.Default.RunHistory);

    public static string Sessions => Json(new SessionList { Data = [Info()] }, AgentsJsonContext.Default.SessionList);

    /// <summary>Gets a session with two turns, the first of which was summed up.</summary>
    public static string SessionWhole => Json(
        new SessionDocument(Info(), [Turn("run_1", "Hello", "Good day."), Turn("run_2", "What is 48 * 73?", "48 * 73 = 3504.")]) { Summary = "They greeted each other.", CompactedThrough = "run_1" },
        AgentsJsonContext.Default.SessionDocument);

    private static AgentInfo Info(int version) => new()
    {
        Id = "clerk",
        Description = "Writes letters.",
        Model = "local/pocket",
        Tools = ["send_mail", "calculator"],
        Kind = "react",
        Version = version,
        Source = AgentSources.Api,
        Budget = new RunBudget { MaxIterations = 20, MaxSeconds = 600 },
    };

    private static WaitingRequest Request(string key, string kind, string text) => new() { RunId = Waiting, Key = key, Kind = kind, Text = text, Agent = "clerk", User = "local", AskedAt = At };

    private static RunHistoryItem Item(long sequence, double milliseconds, string kind) => new() { Sequence = sequence, Kind = kind, Step = 1, At = At.AddMilliseconds(milliseconds) };

    private static SessionInfo Info() => new() { Id = Session, User = "local", Agent = "clerk", Title = "Hello", CreatedAt = At, LastUsedAt = At.AddHours(1), Runs = 2 };

    private static SessionTurn Turn(string run, string asked, string answered) => new()
    {
        RunId = run,
        At = At,
        Messages = [new ChatMessage { Role = "user", Content = asked }, new ChatMessage { Role = "assistant", Content = answered }],
    };

    private static string Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
    private static RunArtifact File(string name, long size, string mediaType, bool isKept) => new() { Name = name, Size = size, MediaType = mediaType, Kept = isKept, WrittenAt = At };

}
