namespace Switchyard.Agents.Tools.Numbers;

/// <summary>What is said of a list of numbers.</summary>
internal readonly record struct NumberStatistics(int Count, double Sum, double Mean, double Median, double Min, double Max, double? Deviation)
{
    /// <summary>Looks at at least one number.</summary>
    public static NumberStatistics Of(IReadOnlyCollection<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var (sum, mean) = (numbers.Sum(), numbers.Average());
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] / 2) + (sorted[middle] / 2);

        // Of a sample: divided by one less than the count, so that one number has none.
        double? deviation = sorted.Length < 2 ? null : Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (sorted.Length - 1));
        return new NumberStatistics(sorted.Length, sum, mean, median, sorted[0], sorted[^1], deviation);
    }

    /// <summary>Says whether everything is a number that can be written.</summary>
    public bool IsFinite => double.IsFinite(Sum) && double.IsFinite(Mean) && double.IsFinite(Deviation ?? 0);

    public override string ToString()
    {
        var text = $"count: {Count}, sum: {NumberText.Write(Sum)}, mean: {NumberText.Write(Mean)}, median: {NumberText.Write(Median)}, min: {NumberText.Write(Min)}, max: {NumberText.Write(Max)}";
        return Deviation is { } deviation ? $"{text}, standard deviation: {NumberText.Write(deviation)}" : text;
    }
}
