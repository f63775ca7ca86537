namespace Switchyard.Agents.Tools.Data;

/// <summary>Counts the steps of one query over a document.</summary>
internal sealed class StepMeter(int limit)
{
    private long _steps;

    /// <exception cref="StepLimitException">There were too many.</exception>
    public void Count(int steps = 1)
    {
        if ((_steps += steps) > limit)
        {
            throw new StepLimitException();
        }
    }
}
