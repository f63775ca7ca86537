namespace Switchyard.Agents.Journal.Files;

/// <summary>What does not change about a run: the payload of <see cref="RunFrameKind.Created"/>.</summary>
internal sealed record RunFacts(string Graph, string User, Guid? Parent, long? ForkedAt)
{
    public void Write(PayloadWriter writer)
    {
        writer.Write(Graph);
        writer.Write(User);
        writer.Write(Parent is not null);
        if (Parent is { } parent)
        {
            writer.Write(parent.ToByteArray());
            writer.Write7BitEncodedInt64(ForkedAt ?? 0);
        }
    }

    public static RunFacts Read(PayloadReader reader)
    {
        var (graph, user) = (reader.ReadString(), reader.ReadString());
        return reader.ReadBoolean() ? new RunFacts(graph, user, new Guid(reader.ReadBytes(16)), reader.Read7BitEncodedInt64()) : new RunFacts(graph, user, null, null);
    }
}
