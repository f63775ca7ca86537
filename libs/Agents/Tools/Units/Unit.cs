namespace Switchyard.Agents.Tools.Units;

/// <summary>A unit: how many base units of its quantity one of it is, and where its zero lies (temperatures only).</summary>
internal sealed record Unit(string Quantity, double Factor, double Offset = 0)
{
    public double ToBase(double value) => (value + Offset) * Factor;

    public double FromBase(double value) => (value / Factor) - Offset;
}
