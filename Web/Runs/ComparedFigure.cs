namespace Switchyard.Web.Runs;

/// <summary>One figure of two runs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Left">The first run's.</param>
/// <param name="Right">The second run's.</param>
public sealed record ComparedFigure(string Name, string Left, string Right)
{
    public bool Differs => Left != Right;
}
