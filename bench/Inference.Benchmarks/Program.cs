using System.Globalization;
using Switchyard.Inference.Benchmarks;

// dotnet run -c Release --project bench/Inference.Benchmarks -- lines <model folder> <threads> <slots>     (driven by bench/serving.mjs)
// dotnet run -c Release --project bench/Inference.Benchmarks -- [model folder] [threads] [rounds]
// The folder's genai_config.json should name no end of text, so that all streams are equally long.
if (args is ["lines", var drivenFolder, var drivenThreads, var slots])
{
    await LineDriver.RunAsync(drivenFolder, int.Parse(drivenThreads, CultureInfo.InvariantCulture), int.Parse(slots, CultureInfo.InvariantCulture)).ConfigureAwait(false);
    return;
}

var folder = args.Length > 0 ? args[0] : Path.Combine("models", "pocket");
var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 15;
await ThroughputReport.WriteAsync(folder, threads, rounds).ConfigureAwait(false);
await PrefixReport.WriteAsync(folder, threads, rounds).ConfigureAwait(false);
CopyReport.Write(folder, threads, rounds * 10);
SamplerReport.Write(rounds * 20);
