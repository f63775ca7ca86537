using Switchyard.Faults.Faults;

namespace Switchyard.Faults.Runs;

/// <summary>Says which fault comes next: all of them in an order drawn at random, and again in another. The same seed says the same.</summary>
internal static class FaultSchedule
{
    /// <summary>Draws without end. Each fault comes with the seed of whatever is left to chance in it.</summary>
    public static IEnumerable<(Fault Fault, int Seed)> Draw(IReadOnlyList<Fault> faults, int seed)
    {
        var random = new Random(seed);
        while (faults.Count > 0)
        {
            var order = faults.ToArray();
            random.Shuffle(order);
            foreach (var fault in order)
            {
                yield return (fault, random.Next());
            }
        }
    }
}
