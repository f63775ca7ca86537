namespace Switchyard.Inference.Scheduling;

/// <summary>
/// Decides when the last sequence of a decode run is moved into a free row before it. A free row costs as much as one that generates; a
/// move costs a copy of the sequence's keys and values. A new request would fill the row for nothing, so the rows stay free until they
/// have cost as much as the copy: in the worst case twice the best there was.
/// </summary>
internal sealed class Compaction
{
    // Measured on the embedded model (bench/results/scheduler.md). Copy and row both grow with the model, so their ratio changes little.
    private const int PositionsPerIdleRow = 1024;

    private long _idleRows;

    /// <summary>Counts the free rows of one step and decides.</summary>
    /// <param name="idleRows">Free rows before the last one that generates.</param>
    /// <param name="position">The positions of the last one.</param>
    public bool ShouldMove(int idleRows, int position)
    {
        _idleRows = idleRows == 0 ? 0 : _idleRows + idleRows;
        if (idleRows == 0 || _idleRows * PositionsPerIdleRow < position)
        {
            return false;
        }

        _idleRows = 0;
        return true;
    }
}
