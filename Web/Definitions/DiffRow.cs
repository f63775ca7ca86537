namespace Switchyard.Web.Definitions;

/// <summary>Two lines beside each other.</summary>
/// <param name="Left">The number of the line on the left, from 1; <see langword="null"/> where it was added.</param>
/// <param name="Right">The number of the line on the right, from 1; <see langword="null"/> where it was removed.</param>
/// <param name="IsSame">Whether both say the same.</param>
internal sealed record DiffRow(int? Left, int? Right, bool IsSame);
