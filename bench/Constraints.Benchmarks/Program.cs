// How long masks of the o200k vocabulary take. Prints one row a grammar; usage: dotnet run -c Release --project bench/Constraints.Benchmarks [--cpu] [walks]
using System.Diagnostics;
using Switchyard.Constraints.Benchmarks;
using Switchyard.Inference.Constraints;

Clock.IsProcessorTime = args.Contains("--cpu");
var walks = args.LastOrDefault(arg => arg != "--cpu") is { } count ? int.Parse(count) : 40;
var tokens = await Vocabulary.LoadAsync(CancellationToken.None);
var before = GC.GetTotalMemory(forceFullCollection: true);
var watch = Stopwatch.StartNew();
var vocabulary = new ConstraintVocabulary(id => tokens[id], tokens.Length);
Console.WriteLine($"vocabulary: {tokens.Length} tokens, made in {watch.ElapsedMilliseconds} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0:F1} MiB");

// The code is compiled by the runtime before anything is timed; the grammars timed are compiled anew.
foreach (var grammar in Grammar.All)
{
    new Measurement(vocabulary, tokens, grammar).Run(walks: 15, seed: 1);
}

Console.WriteLine(Measurement.Header);
foreach (var grammar in Grammar.All)
{
    Console.WriteLine(new Measurement(vocabulary, tokens, grammar).Run(walks, seed: 2));
}
