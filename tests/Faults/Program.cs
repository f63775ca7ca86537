using Switchyard.Faults.Runs;
using Switchyard.Faults.Workers;

if (args is ["worker", .. var settings])
{
    await WorkerProgram.RunAsync(settings);
    return 0;
}

var run = new FaultRun(RunOptions.Parse(args), Console.Out);
var result = await run.RunAsync(CancellationToken.None);
var table = ResultTable.Write(result);
Console.WriteLine(table);
if (result.Options.Output is { } output)
{
    await File.WriteAllTextAsync(output, table);
}

return result.Broken.Any() ? 1 : 0;
