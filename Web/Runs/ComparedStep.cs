using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Runs;

/// <summary>What two runs did at the same place of their way.</summary>
/// <param name="Left">The first run's entry; <see langword="null"/> where only the second did something.</param>
/// <param name="Right">The second run's entry; <see langword="null"/> where only the first did something.</param>
/// <param name="IsSame">Whether both did the same.</param>
public sealed record ComparedStep(RunHistoryItem? Left, RunHistoryItem? Right, bool IsSame);
