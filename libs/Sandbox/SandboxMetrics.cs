using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Switchyard.Sandbox;

/// <summary>What the sandbox counts, under the meter <c>Switchyard.Sandbox</c>.</summary>
internal static class SandboxMetrics
{
    private const string Name = "Switchyard.Sandbox";

    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_steps = s_meter.CreateCounter<long>("switchyard.sandbox.steps", "{step}", "Steps of code that were run, by how they ended.");
    private static readonly Histogram<double> s_runTime = s_meter.CreateHistogram<double>("switchyard.sandbox.run_time", "s", "How long steps of code took.");
    private static readonly Histogram<double> s_startTime = s_meter.CreateHistogram<double>("switchyard.sandbox.start_time", "s", "How long Python took to be ready.");
    private static readonly UpDownCounter<long> s_processes = s_meter.CreateUpDownCounter<long>("switchyard.sandbox.processes", "{process}", "Sandboxes that are there now.");

    /// <summary>Gets the source of the spans of steps.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public static void RecordStart() => s_processes.Add(1);

    public static void RecordReady(TimeSpan duration, bool isSandboxed) => s_startTime.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("sandboxed", isSandboxed));

    public static void RecordEnd() => s_processes.Add(-1);

    public static void RecordStep(CodeResult result, Activity? activity)
    {
        var outcome = NameOf(result.Outcome);
        s_steps.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        s_runTime.Record(result.Duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        activity?.SetTag("switchyard.sandbox.outcome", outcome);
        if (result.Outcome != CodeOutcome.Ok)
        {
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
        }
    }

    private static string NameOf(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Ok => "ok",
        CodeOutcome.Exception => "exception",
        CodeOutcome.OutOfMemory => "out_of_memory",
        CodeOutcome.TimedOut => "timed_out",
        CodeOutcome.OutOfProcessorTime => "out_of_processor_time",
        CodeOutcome.OutputLimit => "output_limit",
        CodeOutcome.Killed => "killed",
        _ => "rejected",
    };
}
