namespace Switchyard.Web.Tests.Graphs;

/// <summary>Graphs as agents' are exported.</summary>
internal static class GraphSamples
{
    public const string ReAct = """
        flowchart TD
            g0start([start]) --> g0n0
            g0n0["think"]
            g0n1["act"]
            g0n2["answer"]
            g0end([end])
            g0n0 -. "calls a tool" .-> g0n1
            g0n0 -. "answers" .-> g0n2
            g0n1 --> g0n0
            g0n2 --> g0end
        """;

    public const string Nested = """
        flowchart TD
            g0start([start]) --> g0n0
            g0n0["plan"]
            subgraph g0n1["work"]
                g1start([start]) --> g1n0
                g1n0["left"]
                g1n1["right"]
                g1end([end])
                g1n0 ==> g1n1
                g1n0 ==> g1end
                g1n1 --> g1end
            end
            g0end([end])
            g0n0 --> g0n1
            g0n1 -. "again" .-> g0n1
            g0n1 -. "plan anew" .-> g0n0
            g0n1 -. "done" .-> g0end
            g0n0 -. "nothing to do" .-> g0end
        """;
}
