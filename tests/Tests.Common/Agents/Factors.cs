namespace Switchyard.Tests.Common.Agents;

/// <summary>Two numbers whose product is asked for.</summary>
/// <param name="Left">The first.</param>
/// <param name="Right">The second.</param>
public readonly record struct Factors(int Left, int Right)
{
    /// <summary>Gets the product's digits.</summary>
    public string Product => ((long)Left * Right).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
