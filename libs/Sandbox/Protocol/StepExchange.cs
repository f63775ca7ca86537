namespace Switchyard.Sandbox.Protocol;

/// <summary>What came back for a request; without an answer the process is of no use any more.</summary>
internal sealed record StepExchange(OutputSink Stdout, OutputSink Stderr, StepAnswer? Answer, bool IsOverLimit)
{
    public bool IsTruncated => Stdout.IsTruncated || Stderr.IsTruncated;
}
