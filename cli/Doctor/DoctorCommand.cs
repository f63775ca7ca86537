using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Doctor;

/// <summary><c>switchyard doctor</c>: checks everything a start needs and says how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create(LocalSystem system)
    {
        var command = new Command("doctor", "Checks what ./run.sh and ./test.sh need. Exit code 1 when the system could not start.");
        command.SetAction((_, cancellationToken) => RunAsync(system, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LocalSystem system, CancellationToken cancellationToken)
    {
        CheckResult[] results =
        [
            .. await ToolChecks.RunAsync(cancellationToken),
            .. StoreChecks.Run(),
            .. await MachineChecks.RunAsync(system, cancellationToken),
            .. PortChecks.Run(system),
        ];
        foreach (var result in results)
        {
            Print(result);
        }

        var bad = results.Count(result => result.Outcome == CheckOutcome.Bad);
        Console.WriteLine(bad == 0 ? "Everything ./run.sh needs is there." : $"{bad} of {results.Length} checks failed.");
        return bad == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static void Print(CheckResult result)
    {
        var mark = result.Outcome switch { CheckOutcome.Good => "ok  ", CheckOutcome.Warning => "warn", _ => "FAIL" };
        Console.WriteLine($"{mark}  {result.Title}");
        if (result.Remedy is not null)
        {
            Console.WriteLine($"      {result.Remedy}");
        }
    }
}
