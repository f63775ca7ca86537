using Switchyard.Agents.CrashMatrix;
using Switchyard.Agents.CrashMatrix.Trials;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tests.CrashMatrix;

public sealed class CrashMatrixReportTests
{
    [Fact]
    public void Markdown_HasBoundariesByClassAndKindsAndViolations()
    {
        var report = new CrashMatrixReport(
        [
            Trial(EffectClass.Idempotent, "after effect", 10) with { CalledAgain = 1 },
            Trial(EffectClass.Idempotent, "after step", 20),
            Trial(EffectClass.Unsafe, "after effect", 30) with { Uncertain = 1 },
            Trial(EffectClass.Unsafe, "after effect", 40) with { Repeated = 1, IsLost = true, Violations = ["'first' happened 2 times", "the run is lost"] },
        ]);

        Assert.Equal((1, 1, 1), (report.Repeated, report.Lost, report.Violations.Count));
        Assert.Equal(
            """
            | killed       | idempotent | unsafe        |
            | ------------ | ---------- | ------------- |
            | after effect | 1          | 2, 1 violated |
            | after step   | 1          | -             |

            | kind  | class      | kills | effects repeated | calls repeated without effect | a person asked | runs lost | goes on after p50 / p99 ms | done after p50 / p99 ms |
            | ----- | ---------- | ----- | ---------------- | ----------------------------- | -------------- | --------- | -------------------------- | ----------------------- |
            | graph | idempotent | 2     | 0                | 1                             | 0              | 0         | 10 / 20                    | 110 / 120               |
            | graph | unsafe     | 2     | 1                | 0                             | 1              | 1         | 30 / 40                    | 130 / 140               |

            - graph, unsafe, killed after effect: 'first' happened 2 times; the run is lost

            4 hosts killed: 1 effects repeated, 1 runs lost, 1 kills with a violation.
            """,
            report.ToMarkdown());
    }

    private static CrashTrial Trial(EffectClass effectClass, string boundary, int milliseconds) => new("graph", effectClass, boundary)
    {
        WentOnAfter = TimeSpan.FromMilliseconds(milliseconds),
        DoneAfter = TimeSpan.FromMilliseconds(100 + milliseconds),
    };
}
